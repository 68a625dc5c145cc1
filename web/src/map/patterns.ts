// How the status of a place is drawn: solid held, two-coloured stripes contested, dots claimed,
// crosses not held. The same tiles fill areas on the map and swatches in the lists.

import type { Control, Status } from "../contract";
import { colourOf } from "./colours";

export const TILE = 16;
const RATIO = 2;

export interface Pattern {
  status: Status;
  colour: string;
  rival: string;
}

export function patternOf(state: Control): Pattern {
  return {
    status: state.status,
    colour: colourOf(state.holder),
    rival: state.rivals[0] ? colourOf(state.rivals[0]) : "",
  };
}

export function patternId({ status, colour, rival }: Pattern): string {
  return `pattern|${status}|${colour}|${rival}`;
}

export function patternFrom(id: string): Pattern | null {
  const [kind, status, colour, rival] = id.split("|");
  if (kind !== "pattern" || !status || !colour) return null;
  return { status: status as Status, colour, rival: rival ?? "" };
}

/** One tile of the pattern, seamless on all sides, at twice the size it is shown. */
export function tile(pattern: Pattern): ImageData {
  const side = TILE * RATIO;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const pen = pencil(canvas);
  draw(pen, pattern, side, side);
  return pen.getImageData(0, 0, side, side);
}

/** A small sample of the pattern, for a list or the legend. */
export function swatch(pattern: Pattern, width = 22, height = 15): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = width * RATIO;
  canvas.height = height * RATIO;
  canvas.className = `swatch swatch-${pattern.status}`;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  canvas.style.borderColor = pattern.colour;
  canvas.setAttribute("aria-hidden", "true");
  draw(pencil(canvas), pattern, canvas.width, canvas.height);
  return canvas;
}

export function draw(
  pen: CanvasRenderingContext2D,
  { status, colour, rival }: Pattern,
  width: number,
  height: number,
): void {
  const side = TILE * RATIO;
  pen.strokeStyle = pen.fillStyle = colour;
  if (status === "held") {
    pen.globalAlpha = 0.5;
    pen.fillRect(0, 0, width, height);
  } else if (status === "contested") {
    stripes(pen, colour, 0, width, height, 0.75);
    stripes(pen, rival || colour, side / 2, width, height, rival ? 0.75 : 0.16);
  } else if (status === "claimed") {
    pen.globalAlpha = 0.12;
    pen.fillRect(0, 0, width, height);
    pen.globalAlpha = 0.85;
    for (let y = 0; y <= height; y += side / 2) {
      for (let x = 0; x <= width; x += side / 2) dot(pen, x + side / 4, y + side / 4, side / 11);
    }
  } else if (status === "not-held") {
    pen.globalAlpha = 0.6;
    pen.lineWidth = RATIO;
    for (let y = side / 2; y <= height; y += side) {
      for (let x = side / 2; x <= width; x += side) cross(pen, x, y, side / 7);
    }
  }
  pen.globalAlpha = 1;
}

function stripes(
  pen: CanvasRenderingContext2D,
  colour: string,
  offset: number,
  width: number,
  height: number,
  alpha: number,
): void {
  const side = TILE * RATIO;
  pen.strokeStyle = colour;
  pen.globalAlpha = alpha;
  // A stripe of this thickness, at 45°, covers half of each tile's diagonal period.
  pen.lineWidth = side / 2 / Math.SQRT2;
  for (let x = -height - side * 2 + offset; x < width + height + side; x += side) {
    pen.beginPath();
    pen.moveTo(x, height + side / 2);
    pen.lineTo(x + height + side, -side / 2);
    pen.stroke();
  }
}

function dot(pen: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
}

function cross(pen: CanvasRenderingContext2D, x: number, y: number, reach: number): void {
  pen.beginPath();
  pen.moveTo(x - reach, y - reach);
  pen.lineTo(x + reach, y + reach);
  pen.moveTo(x + reach, y - reach);
  pen.lineTo(x - reach, y + reach);
  pen.stroke();
}

function pencil(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("this browser draws no canvas");
  return pen;
}
