/** A request of the SDK, as the service gets it. */
export interface RecordedRequest {
  /** Method and path, such as `GET /projects/…/sdk/me`. */
  readonly call: string;
  readonly query: Readonly<Record<string, string>>;
  /** Those that mean something to the service, but for the authorization. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const HEADERS = /^(?:accept|content-type|x-.*)$/;
/** Milliseconds without a request after which a call has had its effect. */
const QUIET = 60;

/** Notes what the page asks of the service, without changing any of it. */
export function createRecorder() {
  let requests: Promise<RecordedRequest>[] = [];
  let underway = 0;
  let last = 0;

  const {fetch: realFetch} = window;

  window.fetch = async (input, init) => {
    requests.push(recordOf(new Request(input instanceof Request ? input.clone() : input, init)));
    underway++;
    try {
      return await realFetch(input, init);
    } finally {
      underway--;
      last = performance.now();
    }
  };

  return {
    start(): void {
      requests = [];
    },
    /** Waits until nothing is underway any more. */
    async quiet(): Promise<void> {
      last = performance.now();
      while (underway > 0 || performance.now() - last < QUIET) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async requests(): Promise<RecordedRequest[]> {
      const made = await Promise.all(requests);
      return made.filter((one) => !isWaiting(one));
    },
  };
}

async function recordOf(request: Request): Promise<RecordedRequest> {
  const url = new URL(request.url);
  const headers = Object.fromEntries([...request.headers].filter(([name]) => HEADERS.test(name)));
  const type = headers['content-type'] ?? '';
  // Each form has a boundary of its own.
  if (type.startsWith('multipart/form-data')) headers['content-type'] = 'multipart/form-data';
  const text = request.body ? await request.text() : '';
  return {
    call: `${request.method} ${url.pathname}`,
    query: queryOf(url),
    headers,
    ...(text && {body: bodyOf(text, type)}),
  };
}

function bodyOf(text: string, type: string): unknown {
  if (type.startsWith('multipart/')) return [...text.matchAll(/name="([^"]*)"/g)].map(([, name]) => name);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function queryOf({searchParams}: URL): Record<string, string> {
  return Object.fromEntries(searchParams);
}

/** When and how often somebody asks whether the user is back from the provider is not compared. */
const isWaiting = ({call}: RecordedRequest) => call.includes('/actions/session-id/');
