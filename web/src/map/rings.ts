// Rings of outlines: made whole across the date line, and the point where an area's name may stand.

import type { MultiPolygon, Polygon, Position } from "geojson";

export type Shape = MultiPolygon | Polygon;

/** An outline whose rings go on past 180° instead of jumping back across the whole map. */
export function unbroken(shape: Shape): Shape {
  return {
    type: "MultiPolygon",
    coordinates: polygonsOf(shape).map((rings) => rings.map(unbrokenRing)),
  };
}

/** West, south, east, north in degrees. */
export function boxOf(shape: Shape): [number, number, number, number] {
  const box: [number, number, number, number] = [180, 90, -180, -90];
  for (const [x = 0, y = 0] of polygonsOf(shape).flat(2)) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

/** The middle of the widest stretch of the largest part, along the latitude that halves it. */
export function namePoint(shape: Shape): { at: Position; size: number } | null {
  let largest: Position[] = [];
  let size = 0;
  for (const [outer] of polygonsOf(shape)) {
    const area = Math.abs(areaOf(outer ?? []));
    if (outer && area > size) [largest, size] = [outer, area];
  }
  if (!largest.length) return null;
  let [low, high] = [90, -90];
  for (const [, y = 0] of largest) [low, high] = [Math.min(low, y), Math.max(high, y)];
  const lat = (low + high) / 2;
  const crossings: number[] = [];
  largest.forEach(([x = 0, y = 0], n) => {
    const [u = 0, v = 0] = largest[(n + 1) % largest.length] ?? [];
    if (y > lat !== v > lat) crossings.push(x + ((lat - y) / (v - y)) * (u - x));
  });
  crossings.sort((a, b) => a - b);
  let [middle, widest] = [largest[0]?.[0] ?? 0, 0];
  for (let n = 0; n + 1 < crossings.length; n += 2) {
    const [from, until] = [crossings[n] ?? 0, crossings[n + 1] ?? 0];
    if (until - from > widest) [middle, widest] = [(from + until) / 2, until - from];
  }
  return { at: [middle, lat], size };
}

function polygonsOf(shape: Shape): Position[][][] {
  return shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
}

function unbrokenRing(points: Position[]): Position[] {
  let turn = 0;
  const going = points.map(([x = 0, y = 0], n): Position => {
    const before = points[n - 1]?.[0] ?? x;
    if (x - before > 180) turn -= 360;
    if (x - before < -180) turn += 360;
    return [x + turn, y];
  });
  const [first, last] = [going[0], going.at(-1)];
  if (turn === 0 || !first || !last) return going;
  // A ring round a pole does not come back to where it began: it is closed along the pole.
  const pole = Math.sign(first[1] ?? 0) * 90;
  return [...going, [last[0] ?? 0, pole], [first[0] ?? 0, pole], first];
}

function areaOf(points: Position[]): number {
  return points.reduce((sum, [x = 0, y = 0], n) => {
    const [u = 0, v = 0] = points[(n + 1) % points.length] ?? [];
    return sum + (x * v - u * y) / 2;
  }, 0);
}
