// The map's own look: sources and layers, in the colours of the style sheet.

import type { GeoJSONSource, StyleSpecification } from "maplibre-gl";
import { token } from "../theme";

export type SourceName = "world" | "names" | "areas" | "area-names" | "control" | "marks" | "extents" | "badges" | "incidents";
export type Data = Parameters<GeoJSONSource["setData"]>[0];

const NOTHING = { type: "FeatureCollection" as const, features: [] };
const FONT = ["sans-serif"];

export function style(data: Partial<Record<SourceName, Data>>): StyleSpecification {
  const geojson = (name: SourceName) => ({
    type: "geojson" as const,
    data: (data[name] ?? NOTHING) as typeof NOTHING,
  });
  const ink = token("ink");
  const sheet = token("sheet");
  const halo = { "text-halo-color": token("land"), "text-halo-width": 1.4 };
  return {
    version: 8,
    sources: {
      world: { ...geojson("world"), attribution: "Outlines: Natural Earth" },
      names: geojson("names"),
      areas: geojson("areas"),
      "area-names": geojson("area-names"),
      control: geojson("control"),
      marks: geojson("marks"),
      extents: geojson("extents"),
      badges: geojson("badges"),
      incidents: { ...geojson("incidents"), cluster: true, clusterRadius: 42, clusterMaxZoom: 14 },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": token("sea") } },
      { id: "land", type: "fill", source: "world", paint: { "fill-color": token("land") } },
      {
        id: "control-fill",
        type: "fill",
        source: "control",
        // What is said of a whole country must not drown what is said of its provinces.
        paint: {
          "fill-pattern": ["get", "pattern"],
          "fill-opacity": ["match", ["get", "precision"], "country", 0.22, "region", 0.4, 1],
        },
      },
      {
        id: "areas-line",
        type: "line",
        source: "areas",
        filter: ["!", ["to-boolean", ["get", "disputed"]]],
        paint: { "line-color": token("border-fine"), "line-width": 0.7 },
      },
      {
        id: "borders",
        type: "line",
        source: "world",
        filter: ["!", ["to-boolean", ["get", "disputed"]]],
        paint: {
          "line-color": token("border"),
          "line-width": ["interpolate", ["linear"], ["zoom"], 2, 0.6, 7, 1.6],
        },
      },
      ...(["world", "areas"] as const).map((source) => ({
        id: `${source}-disputed`,
        type: "line" as const,
        source,
        filter: ["to-boolean", ["get", "disputed"]] as ["to-boolean", ["get", string]],
        paint: { "line-color": token("border"), "line-width": 1.2, "line-dasharray": [3, 2.5] },
      })),
      {
        id: "control-line",
        type: "line",
        source: "control",
        filter: ["all", ["!=", ["get", "status"], "claimed"], ["!", ["to-boolean", ["get", "approximate"]]]],
        paint: { "line-color": ["get", "colour"], "line-width": ["match", ["get", "precision"], "country", 0, 1.5], "line-opacity": 0.8 },
      },
      {
        // No border, but about where a district lies.
        id: "control-line-approximate",
        type: "line",
        source: "control",
        filter: ["all", ["!=", ["get", "status"], "claimed"], ["to-boolean", ["get", "approximate"]]],
        paint: { "line-color": ["get", "colour"], "line-width": 1.5, "line-opacity": 0.7, "line-dasharray": [0.4, 2] },
      },
      {
        id: "control-line-claimed",
        type: "line",
        source: "control",
        filter: ["==", ["get", "status"], "claimed"],
        paint: { "line-color": ["get", "colour"], "line-width": 2.2, "line-dasharray": [1.4, 1.6] },
      },
      {
        id: "extents-fill",
        type: "fill",
        source: "extents",
        paint: {
          "fill-color": token("doubt"),
          "fill-opacity": ["match", ["get", "precision"], "country", 0.03, "region", 0.06, "adm1", 0.1, 0.16],
        },
      },
      {
        id: "extents-line",
        type: "line",
        source: "extents",
        paint: {
          "line-color": token("doubt"),
          "line-width": 1.5,
          "line-offset": 2,
          "line-dasharray": [3, 2.4],
          "line-opacity": ["match", ["get", "precision"], "country", 0.3, 0.9],
        },
        filter: ["!", ["to-boolean", ["get", "approximate"]]],
      },
      {
        id: "extents-line-approximate",
        type: "line",
        source: "extents",
        filter: ["to-boolean", ["get", "approximate"]],
        paint: { "line-color": token("doubt"), "line-width": 1.5, "line-dasharray": [0.4, 2], "line-opacity": 0.8 },
      },
      {
        id: "countries-name",
        type: "symbol",
        source: "names",
        maxzoom: 6,
        layout: {
          "symbol-sort-key": ["-", 0, ["get", "size"]],
          "text-field": ["upcase", ["get", "name"]],
          "text-font": FONT,
          "text-size": 10.5,
          "text-letter-spacing": 0.12,
          "text-max-width": 7,
        },
        paint: { "text-color": token("muted"), ...halo },
      },
      {
        id: "areas-name",
        type: "symbol",
        source: "area-names",
        minzoom: 4.6,
        layout: {
          "text-field": ["get", "name"],
          "text-font": FONT,
          "text-size": ["interpolate", ["linear"], ["zoom"], 5, 10, 8, 13],
        },
        paint: { "text-color": ink, "text-opacity": 0.75, ...halo },
      },
      {
        id: "marks",
        type: "symbol",
        source: "marks",
        layout: {
          "icon-image": ["get", "mark"],
          "icon-size": ["interpolate", ["linear"], ["zoom"], 4, 0.7, 8, 1],
          "icon-allow-overlap": true,
          "icon-offset": ["case", ["get", "busy"], ["literal", [0, 23]], ["literal", [0, 0]]],
          "text-field": ["step", ["zoom"], "", 6.4, ["get", "name"]],
          "text-font": FONT,
          "text-size": 10.5,
          "text-anchor": "top",
          "text-offset": ["case", ["get", "busy"], ["literal", [0, 2.7]], ["literal", [0, 0.8]]],
          "text-optional": true,
        },
        paint: { "text-color": ink, ...halo },
      },
      {
        id: "badges",
        type: "symbol",
        source: "badges",
        layout: {
          "text-field": ["step", ["zoom"], ["to-string", ["get", "count"]], 6.4, ["get", "label"]],
          "text-font": FONT,
          "text-size": 11,
          "text-variable-anchor": ["center", "top", "bottom", "left", "right"],
          "text-radial-offset": 1.1,
          "text-padding": 1,
          "text-justify": "auto",
          "icon-image": "pill",
          "icon-text-fit": "both",
          "icon-text-fit-padding": [1, 4, 1, 4],
          "symbol-sort-key": ["-", 0, ["get", "count"]],
        },
        paint: { "text-color": token("doubt") },
      },
      {
        id: "clusters",
        type: "circle",
        source: "incidents",
        filter: ["has", "point_count"],
        paint: {
          "circle-color": sheet,
          "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "point_count"]], 1, 11, 10, 18, 40, 27],
          "circle-stroke-color": ink,
          "circle-stroke-width": 2,
        },
      },
      {
        id: "clusters-count",
        type: "symbol",
        source: "incidents",
        filter: ["has", "point_count"],
        layout: {
          "text-field": ["get", "point_count_abbreviated"],
          "text-font": FONT,
          "text-size": 12.5,
          "text-allow-overlap": true,
        },
        paint: { "text-color": ink },
      },
      {
        id: "incidents",
        type: "symbol",
        source: "incidents",
        filter: ["!", ["has", "point_count"]],
        layout: {
          "icon-image": ["get", "icon"],
          "icon-size": ["interpolate", ["linear"], ["zoom"], 3, 0.75, 8, 1.05],
          "icon-allow-overlap": true,
          "symbol-sort-key": ["get", "rank"],
        },
      },
      ...(["control", "extents"] as const).map((source) => ({
        id: source === "control" ? "chosen-area" : "chosen-extent",
        type: "line" as const,
        source,
        filter: ["==", ["get", "key"], ""] as ["==", ["get", string], string],
        paint: { "line-color": token("accent"), "line-width": 4, "line-opacity": 0.9 },
      })),
      {
        id: "chosen",
        type: "circle",
        source: "incidents",
        filter: ["==", ["get", "id"], ""],
        paint: {
          "circle-radius": 17,
          "circle-color": "rgba(0,0,0,0)",
          "circle-stroke-color": token("accent"),
          "circle-stroke-width": 3,
        },
      },
    ],
  };
}
