// The shapes the API speaks, as far as the page reads them. Field by field: docs/claim.md.

export type Precision = "exact" | "near" | "adm2" | "adm1" | "region" | "country";
export type Status = "held" | "contested" | "claimed" | "not-held" | "unknown";
export type SourceKind =
  | "person"
  | "organisation"
  | "anonymous"
  | "media"
  | "social"
  | "document"
  | "author";

export interface Flag {
  code: string;
  detail: string | null;
}

export interface Participant {
  role: string;
  mention: string;
  start: number | null;
  end: number | null;
  id: string | null;
  name: string | null;
  kind: string | null;
  wikidata?: string | null;
}

export interface Place {
  role: string;
  mention: string;
  start: number | null;
  end: number | null;
  id: string | null;
  name: string | null;
  admin1: string | null;
  admin2: string | null;
  country: string | null;
  lat: number | null;
  lon: number | null;
  precision: Precision | null;
  radius_km: number | null;
  flags?: Flag[];
}

export interface Time {
  mention: string | null;
  start: string | null;
  end: string | null;
  precision: string;
}

export interface Link {
  mention: string;
  start: number | null;
  end: number | null;
  cue: string | null;
  channel: string | null;
  kind: SourceKind;
  count: number | null;
  members: string[];
  id: string | null;
  name: string | null;
  party: boolean;
}

export interface ReportRef {
  id: string;
  path: string | null;
  title: string | null;
  published: string | null;
  publisher: string | null;
  url: string | null;
  language: string | null;
}

export interface Counted {
  by: string;
  low: number | null;
  high: number | null;
  claims: string[];
}

export interface Casualties {
  outcome: string;
  side: string | null;
  side_name: string | null;
  low: number | null;
  high: number | null;
  best?: number | null;
  counted?: Counted[];
  unknown?: boolean;
  mention?: string | null;
}

export interface Claim {
  id: string;
  report: ReportRef;
  type: string;
  participants: Participant[];
  places: Place[];
  time: Time;
  certainty: string;
  polarity: "positive" | "negative";
  conditional: boolean;
  forecast: {
    made: string | null;
    horizon_days: number | null;
    due: string | null;
    mention: string | null;
  } | null;
  casualties: Casualties[];
  quantities: { of: string | null; low: number | null; high: number | null; mention: string | null }[];
  attribution: Link[];
  evidence: { text: string; start: number; end: number; sentence: number };
  flags: Flag[];
  score: number;
  reader: string;
}

export interface Grade {
  reliability: string;
  credibility: number;
  why: string;
}

export interface Observer {
  key: string;
  name: string;
  kind: SourceKind;
  party: boolean;
  reports: string[];
  via: string[];
}

export interface Incident {
  id: string;
  type: string;
  title: string;
  participants: Participant[];
  place: Place | null;
  time: Time;
  casualties: Casualties[];
  claims: string[];
  reports: string[];
  independent_sources: number;
  sources: Observer[];
  grade: Grade;
  flags: Flag[];
  joins: Join[];
}

export interface Join {
  left: string;
  right: string;
  score: number;
  reasons: [string, number][];
}

export interface Campaign {
  id: string;
  title: string;
  place: Place | null;
  time: Time;
  participants: Participant[];
  incidents: string[];
  days: number;
  casualties: Casualties[];
}

export interface Holder {
  id: string | null;
  name: string;
}

export interface Control {
  place: Place;
  holder: Holder | null;
  status: Status;
  since: string | null;
  until: string | null;
  claims: string[];
  grade: Grade;
  rivals: Holder[];
  last_evidence: string | null;
}

export interface Dispute {
  id: string;
  kind: string;
  claims: [string[], string[]];
  about: string;
  why: string;
}

export interface Verdict {
  claim: string;
  source: string;
  made: string | null;
  due: string | null;
  verdict: "came true" | "came true sooner" | "failed" | "open";
  outcome: { claim: string; date: string | null } | null;
  error_days: number | null;
  why: string;
  probability: number | null;
  likelihood: string | null;
}

export interface SourceScore {
  source: string;
  came_true: number;
  failed: number;
  open: number;
  error_days: number | null;
  with_probability: number;
  brier: number | null;
  base_rate: number | null;
  base_brier: number | null;
}

export interface Picture {
  incidents: Incident[];
  control: Control[];
  disputes: Dispute[];
  forecasts: Verdict[];
  scoreboard: SourceScore[];
  campaigns: Campaign[];
  as_of: string;
}

export type Measure = "incidents" | "fatalities" | "displaced" | "control_changes";

export interface Week {
  start: string;
  incidents: number;
  fatalities: number;
  displaced: number;
  control_changes: number;
}

export interface Outlook {
  measure: Measure;
  start: string;
  mean: number;
  low: number;
  high: number;
}

export interface Lineage {
  sources: { name: string; reports: number }[];
  links: {
    by: string;
    of: string;
    kind: "copy" | "cut-down copy" | "passage" | "telling";
    times: number;
    reports: string[];
    why: string[];
  }[];
}

export interface EarlyWarning {
  as_of: string;
  areas: { country: string | null; area: string | null; weeks: Week[]; outlook: Outlook[] }[];
  scores: {
    measure: Measure;
    weeks: number;
    model: number;
    zeros: number;
    last: number;
    history: number;
  }[];
  left_out: number;
}

export interface Score {
  source: string;
  came_true: number;
  failed: number;
  open: number;
  error_days: number | null;
  with_probability: number;
  brier: number | null;
  base_rate: number | null;
  base_brier: number | null;
}

export interface Around {
  before: string;
  after: string;
}

export interface IncidentInFull {
  incident: Incident;
  claims: Claim[];
  context: Record<string, Around>;
  disputes: Dispute[];
  decisions: Decision[];
  corrected: Record<string, Claim>;
}

export interface ClaimInFull {
  claim: Claim;
  context: Around;
  incidents: string[];
  disputes: Dispute[];
  decisions: Decision[];
  corrected: Record<string, Claim>;
}

export interface Decision {
  id: string;
  kind: "accept" | "reject" | "correct" | "merge" | "split" | "merge-actors" | "split-actors";
  claims: string[];
  field: string | null;
  value: string | null;
  by: string;
  made: string;
  why: string | null;
  undone: string | null;
}

/** The `value` of a decision on actors: these are, or what they are called so is, somebody. */
export interface ActorEdge {
  actors: string[];
  into: { id: string; name: string; kind: string };
  called?: string[];
}

/** What reviewers made of the claims of a sheet. */
export interface Reviewed {
  decisions: Decision[];
  corrected: Record<string, Claim>;
}

export interface Task {
  kind: "claim" | "join" | "actor" | "reopened";
  id: string;
  title: string;
  quote: string;
  value: number;
  why: string[];
  claims: string[];
  incident: string | null;
}

export interface Me {
  name: string;
  role: "reader" | "reviewer" | "admin";
  fixed: boolean;
}

export interface ActorLine {
  id: string;
  name: string;
  kind: string | null;
  incidents: number;
  first: string | null;
  last: string | null;
  provisional: boolean;
}

export interface Tie {
  id: string;
  name: string;
  how: string;
  incidents: string[];
  total: number;
  first: string | null;
  last: string | null;
}

export interface ActorInFull {
  actor: ActorLine;
  months: Record<string, number>;
  ties: Tie[];
  holds: Control[];
  incidents: string[];
  says: number;
}

export interface SourceLine {
  key: string;
  name: string;
  kind: SourceKind;
  party: boolean;
  reliability: string | null;
  incidents: number;
  alone: number;
  confirmed: number;
  disputed: number;
  reports: number;
}

export interface SourceInFull {
  source: SourceLine;
  incidents: string[];
  told: string[];
  copied_by: { name: string; times: number }[];
  copies: { name: string; times: number }[];
}

export interface KnownActor {
  id: string;
  name: string;
  kind: string;
  country: string | null;
  wikidata: string | null;
  alias: string;
}

export interface ReportLine extends ReportRef {
  status: string;
  status_why: string | null;
  length: number;
}

export interface ReportInFull {
  report: ReportRef & { text: string; status: string; status_why: string | null };
  claims: Claim[];
  incidents: Record<string, string>;
  decisions: Decision[];
  corrected: Record<string, Claim>;
}

export interface ClaimsById {
  claims: Record<string, Claim>;
}

export interface Found {
  claims: Claim[];
  reports: { report: ReportRef; snippet: string }[];
  incidents: Record<string, string>;
}

export interface Health {
  version: string;
  reports: number;
  claims: number;
  unread: number;
}
