/** The body of every refusal: RFC 9457 with a stable code and a sentence the person can read. */
export interface Problem {
  /** `https://linli.dev/problems/<code>`: an identifier, nothing is served there. */
  type: string;
  /** Short Chinese title of the kind of refusal. */
  title: string;
  status: number;
  /** Stable machine word, e.g. `id_taken`, `not_now`, `place_needed`. */
  code: string;
  /** The Chinese sentence to show. */
  detail: string;
  requestId: string;
  /** Per field of the request: path → sentence. Only with status 400. */
  fields?: Record<string, string>;
  /** Only with 409: the state the thing is in now. */
  state?: string;
  /** Choices that would make the request acceptable (with `place_needed`: communities to name). */
  choices?: { code: string; name: string }[];
}
