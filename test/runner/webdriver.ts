/** One session of a WebDriver (W3C). The few commands that our tests take, so that no client library is needed. */
export interface WebDriver {
  open(url: string): Promise<void>;
  /** The JSON value of an expression in the page; a promise is awaited. */
  evaluate(expression: string): Promise<unknown>;
  /** Presses and lets go one key after the other: a character, or a name of `keys`. */
  press(names: readonly string[]): Promise<void>;
  end(): Promise<void>;
}

/** Code points of keys that write nothing (WebDriver §17.4.2), by their DOM names. */
const keys: Readonly<Record<string, string>> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Escape: '\uE00C',
  Space: ' ',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
};

interface Answer {
  readonly value: unknown;
}

const isAnswer = (json: unknown): json is Answer =>
  typeof json === 'object' && json !== null && 'value' in json;

/** Opens a session at the driver that listens on `port`. */
export const openWebDriver = async (port: number, capabilities: object): Promise<WebDriver> => {
  const send = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`http://127.0.0.1:${port}/session${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const json: unknown = await answer.json();
    if (!answer.ok || !isAnswer(json)) throw new Error(`WebDriver, ${path}: ${JSON.stringify(json)}`);
    return json.value;
  };
  const session = await send('POST', '', { capabilities: { alwaysMatch: capabilities } });
  if (typeof session !== 'object' || session === null || !('sessionId' in session)) {
    throw new Error('WebDriver opened no session');
  }
  const at = `/${session.sessionId}`;
  return {
    async open(url) {
      await send('POST', `${at}/url`, { url });
    },
    evaluate: (expression) =>
      send('POST', `${at}/execute/sync`, { script: `return (${expression})`, args: [] }),
    async press(names) {
      const actions = names.flatMap((name) => {
        const value = keys[name] ?? name;
        return [
          { type: 'keyDown', value },
          { type: 'keyUp', value },
        ];
      });
      await send('POST', `${at}/actions`, { actions: [{ type: 'key', id: 'keyboard', actions }] });
    },
    async end() {
      await send('DELETE', at);
    },
  };
};
