// Light or dark: the system's wish, until the reader says otherwise.

export type Theme = "light" | "dark";
const KEY = "sayso.theme";
const system = matchMedia("(prefers-color-scheme: dark)");
const listeners: ((theme: Theme) => void)[] = [];

export function theme(): Theme {
  const chosen = stored();
  return chosen ?? (system.matches ? "dark" : "light");
}

export function onTheme(listener: (theme: Theme) => void): void {
  listeners.push(listener);
}

export function toggleTheme(): void {
  const next: Theme = theme() === "dark" ? "light" : "dark";
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // A browser that keeps nothing still changes for this visit.
    document.documentElement.dataset.theme = next;
  }
  applyTheme();
}

export function applyTheme(): void {
  const now = theme();
  document.documentElement.dataset.theme = now;
  for (const listener of listeners) listener(now);
}

system.addEventListener("change", applyTheme);

/** A colour of the style sheet, as the map needs it. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function stored(): Theme | null {
  try {
    const value = localStorage.getItem(KEY);
    return value === "light" || value === "dark" ? value : null;
  } catch {
    return (document.documentElement.dataset.theme as Theme | undefined) ?? null;
  }
}
