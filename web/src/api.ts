// Asking the API. The browser keeps answers and revalidates them by ETag; nothing is kept here.

export class ApiError extends Error {
  constructor(
    message: string,
    readonly remedy: string | null,
    readonly status: number,
  ) {
    super(message);
  }
}

type Parameters = Record<string, string | string[] | number | null | undefined>;

export async function ask<Answer>(
  path: string,
  parameters: Parameters = {},
  signal?: AbortSignal,
): Promise<Answer> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined) query.append(name, String(one));
    }
  }
  return answered<Answer>(`${path}${query.size ? `?${query}` : ""}`, signal ? { signal } : {}, signal);
}

/** Hands something in: a decision, a promotion, an undo. */
export async function send<Answer>(path: string, body: unknown): Promise<Answer> {
  return answered<Answer>(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function answered<Answer>(path: string, how: RequestInit, signal?: AbortSignal): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(`./api/${path}`, how);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(
      "The desk's server does not answer.",
      "Is `sayso serve` still running? Start it again and reload.",
      0,
    );
  }
  if (response.ok) return (await response.json()) as Answer;
  const said = (await response.json().catch(() => null)) as {
    error?: { message?: string; remedy?: string | null };
  } | null;
  throw new ApiError(
    said?.error?.message ?? `The server answered ${response.status}.`,
    said?.error?.remedy ?? null,
    response.status,
  );
}
