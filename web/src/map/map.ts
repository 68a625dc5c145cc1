// The map itself: draws what the desk shows, and opens what is pointed at.

import "maplibre-gl/dist/maplibre-gl.css";
import {
  AttributionControl,
  type GeoJSONSource,
  LngLatBounds,
  Map as MapLibre,
  type MapGeoJSONFeature,
  type MapMouseEvent,
  NavigationControl,
  Popup,
  ScaleControl,
  setWorkerUrl,
} from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import type { Place } from "../contract";
import { chosen, onChoice } from "../chosen";
import { change, controlOn, desk, shownIncidents } from "../desk";
import { byId, h } from "../elements";
import { span } from "../days";
import { go } from "../route";
import type { Sketch } from "../sketches";
import { onTheme } from "../theme";
import { count, PRECISION, placeKey, placeName } from "../words";
import { controlFeatures, incidentFeatures } from "./features";
import { areas, districts, namesOf, outlineOf, world } from "./outlines";
import { patternFrom, tile } from "./patterns";
import { type Data, type SourceName, style } from "./style";
import { image, PILL } from "./symbols";

const POINTED = ["incidents", "clusters", "badges", "marks", "extents-fill", "control-fill"];

/** How far in the map goes to what is opened: a province fills a good part of it. */
const CLOSE = 6.2;

/** The share of places that the first view holds. */
const MOST = 0.8;

let map: MapLibre | null = null;
let held: Partial<Record<SourceName, Data>> = {};
let byIncident = new Map<string, Sketch>();
let drawnPoints: Sketch[] | null = null;
let moved = false;
const tip = new Popup({ closeButton: false, closeOnClick: false, offset: 16, maxWidth: "280px" });

export function makeMap(): void {
  const host = byId("map");
  setWorkerUrl(new URL(workerUrl, document.baseURI).href);
  try {
    map = new MapLibre({
      container: host,
      style: style({}),
      center: [66, 34],
      zoom: 2,
      minZoom: 1,
      maxZoom: 12,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      attributionControl: false,
      fadeDuration: 0,
      trackResize: true,
    });
  } catch {
    host.append(
      h("p", { class: "map-none" }, "This browser cannot draw the map (it lacks WebGL). ",
        "Everything on it is in the lists."),
    );
    return;
  }
  const drawn = map;
  drawn.touchZoomRotate.disableRotation();
  drawn.keyboard.disableRotation();
  drawn.addControl(new NavigationControl({ showCompass: false }), "top-right");
  drawn.addControl(new AttributionControl({ compact: false }), "bottom-right");
  drawn.addControl(new ScaleControl({ unit: "metric" }), "bottom-right");
  drawn.setMissingStyleImageResolver((id) => {
    const pattern = patternFrom(id);
    const pixels = pattern ? tile(pattern) : image(id);
    if (pixels && !drawn.hasImage(id)) drawn.addImage(id, pixels, id === "pill" ? PILL : { pixelRatio: 2 });
  });
  drawn.on("mousemove", (event) => point(event));
  drawn.on("mouseout", () => tip.remove());
  drawn.on("click", (event) => open(event));
  // Whatever came before the style was there, or before it was changed, is put into it now.
  drawn.on("style.load", () => {
    for (const [name, data] of Object.entries(held)) put(name as SourceName, data);
    showChosen();
  });
  onTheme(() => restyle());
  onChoice(() => showChosen());
  // Once the reader has moved the map it is theirs; until then it keeps all in view.
  drawn.on("movestart", (event) => {
    if (event.originalEvent) moved = true;
  });
  // The legend takes room from the map when it opens ("toggle" does not bubble).
  host.addEventListener("toggle", () => !moved && !chosen().place && showAll(), true);
  drawn.on("resize", () => {
    if (!moved) showAll();
    showChosen();
  });
  // What the page's tests wait for; a map says of itself when it has come to rest.
  drawn.on("idle", () => host.setAttribute("data-idle", "true"));
  drawn.on("movestart", () => host.removeAttribute("data-idle"));
  void world().then((outlines) => {
    put("world", { type: "FeatureCollection", features: outlines });
    put("names", namesOf(outlines));
  });
}

/** Draws the picture as the desk is set; fetches outlines of countries not yet seen. */
export async function drawPicture(first = false): Promise<void> {
  if (first) showAll();
  drawShown();
  const places = [...desk.picture.places, ...desk.picture.control.map((c) => c.place)];
  const countriesOf = (some: typeof places) =>
    new Set(some.map((place) => place?.country).filter((country): country is string => !!country));
  const countries = countriesOf(places);
  const withDistricts = countriesOf(places.filter((place) => place?.precision === "adm2"));
  await Promise.all([...withDistricts].map(districts));
  const outlines = (await Promise.all([...countries].map(areas))).flat();
  await world();
  put("areas", { type: "FeatureCollection", features: outlines });
  put("area-names", namesOf(outlines));
  drawShown();
  if (first && !moved) showAll();
  showChosen();
}

export function drawShown(): void {
  const shown = shownIncidents();
  byIncident = new Map(shown.map((incident) => [incident.id, incident]));
  const { points, extents, badges, unplaced } = incidentFeatures(shown);
  // The heaviest to hand over; outlines that have come since do not change it.
  if (shown !== drawnPoints) put("incidents", points);
  drawnPoints = shown;
  put("extents", extents);
  put("badges", badges);
  const control = controlFeatures(controlOn(desk.view.day), shown);
  put("control", control.areas);
  put("marks", control.marks);
  byId("map").setAttribute("data-incidents", String(shown.length - unplaced));
  byId("map").dispatchEvent(new CustomEvent("drawn", { detail: { unplaced } }));
}

/** Brings into view where the picture speaks of most; a few far places do not shrink it all. */
export function showAll(): void {
  const spoken = [
    ...some(desk.picture.incidents).map((i) => i.place),
    ...desk.picture.control.map((c) => c.place),
  ].filter((p): p is Place => p?.lon != null && p.lat != null && p.precision !== "country");
  const middle = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
  const [lon, lat] = [middle(spoken.map((p) => p.lon ?? 0)), middle(spoken.map((p) => p.lat ?? 0))];
  const away = (p: Place) => Math.hypot((p.lon ?? 0) - lon, (p.lat ?? 0) - lat);
  const near = spoken.sort((a, b) => away(a) - away(b)).slice(0, Math.ceil(spoken.length * MOST));
  const bounds = new LngLatBounds();
  for (const place of near) {
    const box = outlineOf(place.id)?.bbox;
    if (box) bounds.extend([box[0], box[1]]).extend([box[2] ?? box[0], box[3] ?? box[1]]);
    else bounds.extend([place.lon ?? 0, place.lat ?? 0]);
  }
  if (!map || bounds.isEmpty()) return;
  const { clientWidth, clientHeight } = map.getContainer();
  const padding = Math.min(50, clientWidth / 8, clientHeight / 8);
  const legend = map.getContainer().querySelector<HTMLElement>(".legend[open]");
  const left = legend && clientWidth > 900 ? legend.offsetWidth + 24 : padding;
  map.fitBounds(bounds, {
    padding: { top: padding, bottom: padding, right: padding, left },
    maxZoom: 8,
    animate: false,
  });
}

/** Marks the incident that is open and brings its place into view when it is not. */
function showChosen(): void {
  const { incident, place } = chosen();
  const key = place ? placeKey(place) : "";
  byId("map").setAttribute("data-chosen", key);
  if (map?.getLayer("chosen")) {
    map.setFilter("chosen", ["==", ["get", "id"], incident]);
    map.setFilter("chosen-area", ["==", ["get", "key"], key]);
    map.setFilter("chosen-extent", ["==", ["get", "key"], key]);
  }
  if (!map || place?.lon == null || place.lat == null || place.precision === "country") return;
  const near = map.getZoom() >= CLOSE - 0.4;
  if (near && map.getBounds().contains([place.lon, place.lat])) return;
  map.easeTo({
    center: [place.lon, place.lat],
    zoom: Math.max(map.getZoom(), CLOSE),
    duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 350,
  });
}

/** Enough of very many to know where they lie. */
function some<One>(all: One[]): One[] {
  const every = Math.ceil(all.length / 2000);
  return every > 1 ? all.filter((_, n) => n % every === 0) : all;
}

function put(name: SourceName, data: Data): void {
  held = { ...held, [name]: data };
  (map?.getSource(name) as GeoJSONSource | undefined)?.setData(data);
}

function restyle(): void {
  if (!map) return;
  map.setStyle(style({}), { diff: false });
}

function at(event: MapMouseEvent): MapGeoJSONFeature | undefined {
  const layers = POINTED.filter((layer) => map?.getLayer(layer));
  const { x, y } = event.point;
  const reach = 4;
  const found = map?.queryRenderedFeatures(
    [
      [x - reach, y - reach],
      [x + reach, y + reach],
    ],
    { layers },
  );
  return found?.sort((a, b) => POINTED.indexOf(a.layer.id) - POINTED.indexOf(b.layer.id))[0];
}

function point(event: MapMouseEvent): void {
  const found = at(event);
  if (!map) return;
  map.getCanvas().style.cursor = found ? "pointer" : "";
  const lines = found ? describe(found) : [];
  if (!lines.length) {
    tip.remove();
    return;
  }
  const [first, ...rest] = lines;
  tip
    .setLngLat(event.lngLat)
    .setDOMContent(h("div", { dir: "auto" }, h("strong", null, first), rest.map((l) => h("div", null, l))))
    .addTo(map);
}

function describe(found: MapGeoJSONFeature): string[] {
  const { id, key, point_count: inside } = found.properties;
  if (found.layer.id === "clusters") return [count(Number(inside), "incident"), "Click to open"];
  if (id && byIncident.has(id)) {
    const incident = byIncident.get(id) as Sketch;
    const place = incident.place;
    return [
      incident.title,
      span(incident.time.start, incident.time.end),
      `${placeName(place)}, ${PRECISION[place?.precision ?? ""] ?? "place unknown"}`,
      `${incident.grade.reliability}${incident.grade.credibility}, ${count(incident.independent_sources, "original observer")}`,
    ];
  }
  if (found.source === "badges" || found.source === "extents") {
    const about = found.properties.approximate ? ["The district's outline is approximate"] : [];
    return [String(found.properties.label), "Where exactly is not known", ...about];
  }
  const state = controlOn(desk.view.day).find((one) => (one.place.id ?? one.place.name) === key);
  if (!state) return [];
  const about = found.properties.approximate ? ["The district's outline is approximate"] : [];
  return [placeName(state.place), ...about, `${state.status.replace("-", " ")}: ${state.holder?.name ?? "holder unknown"}`];
}

function open(event: MapMouseEvent): void {
  const found = at(event);
  if (!found) return;
  const { id, key } = found.properties;
  tip.remove();
  if (found.layer.id === "clusters") void openCluster(found);
  else if (id) go("incident", String(id));
  else if (found.source === "badges" || found.source === "extents") {
    change({ place: String(key), tab: "incidents" });
  } else go("control", String(key));
}

/** Zooms into a cluster; where all of it lies at one place, lists that place instead. */
async function openCluster(cluster: MapGeoJSONFeature): Promise<void> {
  const source = map?.getSource("incidents") as GeoJSONSource;
  const number = Number(cluster.properties.cluster_id);
  const leaves = await source.getClusterLeaves(number, 500, 0);
  const places = new Set(leaves.map((leaf) => byIncident.get(String(leaf.properties?.id))?.place));
  const keys = new Set([...places].map((place) => place?.id ?? place?.name));
  const [only] = keys;
  if (keys.size === 1 && only) {
    change({ place: only, tab: "incidents" });
    return;
  }
  const zoom = await source.getClusterExpansionZoom(number);
  const [lon, lat] = (cluster.geometry as GeoJSON.Point).coordinates;
  map?.easeTo({ center: [lon ?? 0, lat ?? 0], zoom: Math.min(zoom + 0.4, 12), duration: 350 });
}
