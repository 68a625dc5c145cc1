// One colour for each holder of places, the same on the map, in the lists and in the legend.
// The palette is Okabe and Ito's, which people with any kind of colour vision can tell apart; status
// is never told by colour but by pattern.

import { desk } from "../desk";
import type { Holder } from "../contract";

const PALETTE = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#cc79a7",
  "#b8860b",
  "#56b4e9",
  "#7a5195",
  "#8c564b",
];
const NOBODY = "#7b858d";
let given = new Map<string, string>();

export function giveColours(): void {
  const counts = new Map<string, number>();
  for (const state of desk.picture.control) {
    for (const holder of [state.holder, ...state.rivals]) {
      if (holder) counts.set(key(holder), (counts.get(key(holder)) ?? 0) + 1);
    }
  }
  const order = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  given = new Map(order.map(([name], n) => [name, PALETTE[n % PALETTE.length] ?? NOBODY]));
}

export function colourOf(holder: Holder | null | undefined): string {
  return holder ? (given.get(key(holder)) ?? NOBODY) : NOBODY;
}

function key(holder: Holder): string {
  return holder.id ?? holder.name;
}
