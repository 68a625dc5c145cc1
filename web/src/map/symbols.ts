// The signs of incidents: drawn once as paths, used by the map (as images) and the lists (as SVG).

import { s } from "../elements";
import { type Family, type Firmness, SIGNS } from "../kinds";
import { token } from "../theme";
import { draw, patternFrom } from "./patterns";

const RATIO = 2;
const SIGN = 26;
const MARK = 18;

export function signId(family: Family, firmness: Firmness, disputed: boolean): string {
  return `sign|${family}|${firmness}|${disputed ? "disputed" : ""}`;
}

/** The sign beside an incident in a list. */
export function sign(family: Family, firmness: Firmness): SVGElement {
  return s(
    "svg",
    { class: `sign sign-${family} ${firmness}`, viewBox: "-4 -4 32 32", "aria-hidden": "true" },
    s("circle", { cx: 12, cy: 12, r: 15 }),
    s("path", { d: SIGNS[family], transform: "translate(4.2 4.2) scale(.65)" }),
  );
}

/** The pill behind the name of an area in which incidents lie; its middle stretches. */
export const PILL = {
  pixelRatio: RATIO,
  stretchX: [[20, 36]] as [number, number][],
  stretchY: [[18, 22]] as [number, number][],
  content: [14, 8, 42, 32] as [number, number, number, number],
};

function pill(): ImageData {
  const pen = page(56);
  pen.beginPath();
  pen.roundRect(2, 2, 52, 36, 18);
  pen.fillStyle = token("sheet");
  pen.fill();
  pen.lineWidth = 2.5;
  pen.strokeStyle = token("doubt");
  pen.stroke();
  return pen.getImageData(0, 0, 56, 40);
}

/** The image that the map asks for by this name, or nothing when the name is no image of ours. */
export function image(id: string): ImageData | null {
  const [kind, name, firmness, more] = id.split("|");
  if (kind === "sign" && name && firmness) {
    return signImage(name as Family, firmness as Firmness, more === "disputed");
  }
  if (kind === "pill") return pill();
  if (kind === "mark") return markImage(id.replace("mark|", "pattern|"));
  return null;
}

function signImage(family: Family, firmness: Firmness, disputed: boolean): ImageData {
  const side = SIGN * RATIO;
  const pen = page(side);
  const colour = token(`family-${family}`);
  const paper = token("sheet");
  pen.scale(RATIO, RATIO);
  pen.beginPath();
  pen.arc(SIGN / 2, SIGN / 2, SIGN / 2 - 2.2, 0, 2 * Math.PI);
  pen.fillStyle = firmness === "firm" ? colour : paper;
  pen.fill();
  pen.lineWidth = firmness === "firm" ? 1.4 : 2;
  pen.strokeStyle = firmness === "firm" ? paper : colour;
  if (firmness === "weak") pen.setLineDash([2.6, 2.2]);
  pen.stroke();
  pen.setLineDash([]);
  pen.save();
  pen.translate(SIGN / 2 - 6.6, SIGN / 2 - 6.6);
  pen.scale(0.55, 0.55);
  pen.fillStyle = firmness === "firm" ? paper : colour;
  pen.fill(new Path2D(SIGNS[family]));
  pen.restore();
  if (disputed) {
    pen.beginPath();
    pen.arc(SIGN - 5, 5, 4.2, 0, 2 * Math.PI);
    pen.fillStyle = token("alarm");
    pen.fill();
    pen.lineWidth = 1.2;
    pen.strokeStyle = paper;
    pen.stroke();
  }
  return pen.getImageData(0, 0, side, side);
}

/** The square that tells who holds a town, where there is no area to fill. */
function markImage(pattern: string): ImageData | null {
  const wanted = patternFrom(pattern);
  if (!wanted) return null;
  const side = MARK * RATIO;
  const pen = page(side);
  pen.save();
  pen.beginPath();
  pen.rect(4, 4, side - 8, side - 8);
  pen.clip();
  pen.fillStyle = token("sheet");
  pen.fillRect(0, 0, side, side);
  draw(pen, wanted, side, side);
  if (wanted.status === "held") draw(pen, wanted, side, side);
  pen.restore();
  pen.lineWidth = 3.4;
  pen.strokeStyle = wanted.colour;
  if (wanted.status === "claimed") pen.setLineDash([5, 4]);
  pen.strokeRect(4, 4, side - 8, side - 8);
  return pen.getImageData(0, 0, side, side);
}

function page(side: number): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("this browser draws no canvas");
  return pen;
}
