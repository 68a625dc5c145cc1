// What a detail view hands back to be shown.

import type { add } from "../elements";

export interface Sheet {
  title: string;
  wide?: boolean;
  widest?: boolean;
  body: Parameters<typeof add>[1];
  /** Called once the body stands in the page. */
  shown?: () => void;
}
