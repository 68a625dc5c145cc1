// The picture as map features: points only for what is known to be at a point, extents for the rest.

import type { Feature, FeatureCollection, Point, Polygon } from "geojson";
import type { Control, Place } from "../contract";
import { familyOf, firmnessOf } from "../kinds";
import type { Sketch } from "../sketches";
import { placeKey, placeName } from "../words";
import { type Outline, outlineOf, outlineOfCountry } from "./outlines";
import { patternId, patternOf } from "./patterns";
import { signId } from "./symbols";

const EARTH_KM = 6371;
const DISTRICT_KM = 20;

type Properties = Record<string, string | number | boolean | null>;
const collection = (features: Feature[]): FeatureCollection => ({
  type: "FeatureCollection",
  features,
});

export interface IncidentFeatures {
  points: FeatureCollection;
  extents: FeatureCollection;
  badges: FeatureCollection;
  unplaced: number;
}

export function incidentFeatures(incidents: Sketch[]): IncidentFeatures {
  const points: Feature[] = [];
  const wide = new Map<string, { place: Place; incidents: Sketch[] }>();
  let unplaced = 0;
  for (const incident of incidents) {
    const { place } = incident;
    if (!place?.precision) {
      unplaced += 1;
    } else if (place.precision === "exact" || place.precision === "near") {
      const at = position(place);
      if (at) points.push(feature(at, incidentProperties(incident)));
      else unplaced += 1;
    } else {
      const key = placeKey(place);
      const group = wide.get(key) ?? { place, incidents: [] };
      group.incidents.push(incident);
      wide.set(key, group);
    }
  }
  const extents: Feature[] = [];
  const badges: Feature[] = [];
  for (const [key, group] of wide) {
    const shape = extent(group.place);
    const at = position(group.place);
    const properties: Properties = {
      key,
      id: group.incidents.length === 1 ? (group.incidents[0]?.id ?? null) : null,
      count: group.incidents.length,
      precision: group.place.precision,
      approximate: isApproximate(group.place),
      label: `${group.incidents.length} in ${placeName(group.place)}`,
    };
    if (shape) extents.push({ type: "Feature", properties, geometry: shape });
    if (at) badges.push(feature(at, properties));
    if (!shape && !at) unplaced += group.incidents.length;
  }
  return {
    points: collection(points),
    extents: collection(extents),
    badges: collection(badges),
    unplaced,
  };
}

export function controlFeatures(states: Control[], incidents: Sketch[]): {
  areas: FeatureCollection;
  marks: FeatureCollection;
} {
  const areas: Feature[] = [];
  const marks: Feature[] = [];
  const busy = new Set(incidents.map((one) => one.place && placeKey(one.place)));
  // A country's state lies under those of its provinces, which know better.
  const order = [...states].sort((a, b) => coarseness(b.place) - coarseness(a.place));
  for (const state of order) {
    if (state.status === "unknown") continue;
    const pattern = patternOf(state);
    const properties: Properties = {
      key: placeKey(state.place),
      name: placeName(state.place),
      status: state.status,
      precision: state.place.precision,
      approximate: isApproximate(state.place),
      busy: busy.has(placeKey(state.place)),
      colour: pattern.colour,
      pattern: patternId(pattern),
      mark: patternId(pattern).replace("pattern|", "mark|"),
    };
    const outline = areaOf(state.place);
    const at = position(state.place);
    if (outline) areas.push({ type: "Feature", properties, geometry: outline.geometry });
    else if (at && state.place.precision !== "country") marks.push(feature(at, properties));
  }
  return { areas: collection(areas), marks: collection(marks) };
}

function incidentProperties(incident: Sketch): Properties {
  const family = familyOf(incident.type);
  return {
    id: incident.id,
    icon: signId(family, firmnessOf(incident.grade.credibility), incident.disputed),
    rank: incident.independent_sources,
  };
}

function areaOf(place: Place): Outline | undefined {
  return outlineOf(place.id) ?? (place.precision === "country" ? outlineOfCountry(place.country) : undefined);
}

/** A circle around a district's seat is as approximate as a cell. */
function isApproximate(place: Place): boolean {
  return place.precision === "adm2" && (areaOf(place)?.properties.approximate ?? true);
}

function extent(place: Place): Feature["geometry"] | null {
  const outline = areaOf(place);
  if (outline) return outline.geometry;
  const at = position(place);
  if (!at || place.precision === "country") return null;
  const km = place.radius_km ?? (place.precision === "adm2" ? DISTRICT_KM : null);
  return km ? circle(at, km) : null;
}

function position(place: Place): [number, number] | null {
  return place.lon === null || place.lat === null ? null : [place.lon, place.lat];
}

function coarseness(place: Place): number {
  return ["exact", "near", "adm2", "adm1", "region", "country"].indexOf(place.precision ?? "exact");
}

function feature(at: [number, number], properties: Properties): Feature<Point> {
  return { type: "Feature", properties, geometry: { type: "Point", coordinates: at } };
}

/** A circle on the ground as a polygon of 64 corners. */
function circle([lon, lat]: [number, number], km: number): Polygon {
  const north = (km / EARTH_KM) * (180 / Math.PI);
  const east = north / Math.max(0.05, Math.cos((lat * Math.PI) / 180));
  const ring = Array.from({ length: 65 }, (_, n): [number, number] => {
    const turn = ((n % 64) / 64) * 2 * Math.PI;
    return [lon + east * Math.cos(turn), lat + north * Math.sin(turn)];
  });
  return { type: "Polygon", coordinates: [ring] };
}
