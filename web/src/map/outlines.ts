// Outlines of the world and of the areas of the countries that the picture speaks of.

import type { Feature, FeatureCollection, MultiPolygon, Polygon } from "geojson";

export interface Area {
  level: number;
  country: string | null;
  id: string | null;
  name: string | null;
}
export type Outline = Feature<MultiPolygon | Polygon, Area>;

const byKey = new Map<string, Outline>();
const asked = new Map<string, Promise<Outline[]>>();

export async function world(): Promise<FeatureCollection> {
  const response = await fetch("./outlines/world.json");
  if (!response.ok) throw new Error("no outline of the world");
  return (await response.json()) as FeatureCollection;
}

/** The areas of a country; none where there is no file of it. */
export function areas(country: string): Promise<Outline[]> {
  const known = asked.get(country);
  if (known) return known;
  const coming = fetch(`./outlines/${encodeURIComponent(country)}.json`)
    .then((response) => (response.ok ? response.json() : { features: [] }))
    .then((file: { features: Outline[] }) => {
      for (const outline of file.features) {
        outline.bbox = boxOf(outline);
        if (outline.properties.level === 0) byKey.set(`country:${country}`, outline);
        else if (outline.properties.id) byKey.set(outline.properties.id, outline);
      }
      return file.features;
    })
    .catch(() => []);
  asked.set(country, coming);
  return coming;
}

export function outlineOf(id: string | null): Outline | undefined {
  return id ? byKey.get(id) : undefined;
}

export function outlineOfCountry(country: string | null): Outline | undefined {
  return country ? byKey.get(`country:${country}`) : undefined;
}

function boxOf({ geometry }: Outline): [number, number, number, number] {
  const box: [number, number, number, number] = [180, 90, -180, -90];
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  for (const [x = 0, y = 0] of polygons.flat(2)) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}
