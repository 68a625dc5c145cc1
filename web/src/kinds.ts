// Families of incident types as the map and the lists draw them: one sign each, told apart by shape
// so that they survive print and colour blindness.

export type Family =
  | "fighting"
  | "blast"
  | "harm"
  | "crowd"
  | "politics"
  | "movement"
  | "relief"
  | "words"
  | "state";

const MEMBERS: Record<Family, string> = {
  fighting: "battle siege takeover defeat surrender defection",
  blast: "airstrike shelling explosion suicide-bombing",
  harm: "attack abduction sexual-violence arson looting robbery casualties arrest",
  crowd: "protest riot strike",
  politics: "agreement talks ceasefire appointment dismissal recruitment release escape sanction",
  movement: "movement deployment withdrawal",
  relief: "aid displacement",
  words: "threat accusation demand denial comment",
  state:
    "control presence strength capability leadership affiliation basing responsibility intent",
};

export const FAMILY_WORDS: Record<Family, string> = {
  fighting: "Fighting, change of hands",
  blast: "Strike from afar, bombing",
  harm: "Harm to people, arrest",
  crowd: "Protest",
  politics: "Politics",
  movement: "Movement of forces",
  relief: "Aid, displacement",
  words: "Words",
  state: "Condition",
};

/** Each sign as a path in a box of 24 × 24. */
export const SIGNS: Record<Family, string> = {
  fighting: "M5 3 12 10 19 3 21 5 14 12 21 19 19 21 12 14 5 21 3 19 10 12 3 5Z",
  blast: "M12 1 14.4 8.2 21.5 5.5 17 11.6 23 16 15.6 16 15 23 11 17 5.5 21.5 7.4 14.8 1 12 8 9.6 5 3 10.8 7Z",
  harm: "M12 2.5 22.5 21H1.5Z",
  crowd: "M5 2H7V3.5C11 1.5 14 6.5 20 3.5V13.5C14 16.5 11 11.5 7 13.5V22.5H5Z",
  politics: "M12 1.5 22.5 12 12 22.5 1.5 12Z",
  movement: "M2 9H12V3L22.5 12 12 21V15H2Z",
  relief: "M9 2H15V9H22V15H15V22H9V15H2V9H9Z",
  words: "M2 3H22V17H12L6 22V17H2Z",
  state: "M12 2A10 10 0 1 0 12.01 2ZM12 6A6 6 0 1 1 11.99 6Z",
};

const BY_TYPE = new Map<string, Family>(
  (Object.keys(MEMBERS) as Family[]).flatMap((family) =>
    MEMBERS[family].split(" ").map((type): [string, Family] => [type, family]),
  ),
);

/** Every type of claim there is. */
export const TYPES: readonly string[] = [...BY_TYPE.keys()].sort();

export function familyOf(type: string): Family {
  return BY_TYPE.get(type) ?? "state";
}

/** How firmly a sign is drawn: solid when confirmed or probable, open when doubtful. */
export type Firmness = "firm" | "fair" | "weak";

export function firmnessOf(credibility: number): Firmness {
  if (credibility <= 2) return "firm";
  return credibility === 3 ? "fair" : "weak";
}
