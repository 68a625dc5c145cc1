// Outlines of the world and of the areas of the countries that the picture speaks of.

import type { Feature, FeatureCollection } from "geojson";
import { ask } from "../api";
import { boxOf, namePoint, type Shape, unbroken } from "./rings";

interface Area {
  name: string;
  iso: string;
  gn_id: number | null;
  disputed: string | null;
  /** The land nearest to a district's seat, where nobody has given its true outline. */
  approximate?: boolean;
}
export type Outline = Feature<Shape, Area>;
type District = Feature<Shape, { id: string; name: string; iso: string; approximate: boolean }>;

const byPlace = new Map<string, Outline>();
const byCountry = new Map<string, Outline>();
const asked = new Map<string, Promise<Outline[]>>();
const askedDistricts = new Map<string, Promise<void>>();
let whole: Promise<Outline[]> | null = null;

/** The countries of the world. */
export function world(): Promise<Outline[]> {
  whole ??= read("adm0").then((countries) => {
    for (const country of countries) {
      if (country.properties.gn_id === null) byCountry.set(country.properties.iso, country);
    }
    return countries;
  });
  return whole;
}

/** The areas of a country; none where there is no file of it. */
export function areas(country: string): Promise<Outline[]> {
  const known = asked.get(country);
  if (known) return known;
  const coming = read(`adm1/${encodeURIComponent(country)}`).then((outlines) => {
    for (const outline of outlines) {
      outline.bbox = boxOf(outline.geometry);
      if (outline.properties.gn_id) byPlace.set(`geonames:${outline.properties.gn_id}`, outline);
    }
    return outlines;
  });
  asked.set(country, coming);
  return coming;
}

/** Makes the outlines of a country's districts known: the user's own, else approximate cells. */
export function districts(country: string): Promise<void> {
  const known = askedDistricts.get(country);
  if (known) return known;
  const coming = ask<{ features: District[] }>(`outlines/${encodeURIComponent(country)}`)
    .then(({ features }) => {
      for (const { type, properties: { id, name, iso, approximate }, geometry } of features) {
        const whole = unbroken(geometry);
        const properties = { name, iso, gn_id: null, disputed: null, approximate };
        byPlace.set(id, { type, properties, geometry: whole, bbox: boxOf(whole) });
      }
    })
    .catch(() => undefined);
  askedDistricts.set(country, coming);
  return coming;
}

/** The points where names stand: one an outline, however many parts it has. */
export function namesOf(outlines: Outline[]): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: outlines.flatMap(({ properties: { name }, geometry }) => {
      const point = namePoint(geometry);
      if (!point) return [];
      const { at, size } = point;
      return [{ type: "Feature", properties: { name, size }, geometry: { type: "Point", coordinates: at } }];
    }),
  };
}

export function outlineOf(id: string | null): Outline | undefined {
  return id ? byPlace.get(id) : undefined;
}

export function outlineOfCountry(country: string | null): Outline | undefined {
  return country ? byCountry.get(country) : undefined;
}

/** The outlines of a file; none where it is not there: the map does without. */
async function read(name: string): Promise<Outline[]> {
  try {
    const response = await fetch(`./outlines/${name}.json`);
    if (!response.ok) return [];
    const file = (await response.json()) as { features: Outline[] };
    return file.features.map((outline) => ({ ...outline, geometry: unbroken(outline.geometry) }));
  } catch {
    return [];
  }
}
