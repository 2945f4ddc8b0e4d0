/** A route is one line: method, address, and the action or read behind it. */
import { z } from 'zod';
import type { Action, Read } from '../actions/index.ts';

/** A figure for monitoring, once for each set of labels. */
export interface Gauge {
  /** `bancheng_…`, by Prometheus' rules. */
  name: string;
  help: string;
  values: { labels: Record<string, string>; value: number }[];
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/things/:no`, below `/api`. */
  path: string;
  definition: Action | Read;
  /** The action gets the session's own token, which no page can read. */
  withToken?: boolean;
  /** The body is one file of at most so many bytes; the action gets it as `file`, kept in passing, and the rest from the address. */
  fileOf?: number;
  /** Figures that monitoring reads off the answer of this read; it asks without input, as the house. */
  gauges?: (answer: never) => Gauge[];
  /** Exists in demo mode only. */
  demo?: boolean;
  /** Requests a minute and address, where that is fewer than for the rest: what anybody may ask and nobody should try out. */
  perMinute?: number;
}

type AnyAction<I extends z.ZodType, O> = Action<I, O>;
type AnyRead<I extends z.ZodType, O> = Read<I, O>;

const route =
  (method: Route['method']) =>
  <I extends z.ZodType, O>(path: string, definition: AnyAction<I, O> | AnyRead<I, O>): Route => ({
    method,
    path,
    definition: definition as unknown as Action | Read,
  });

export const get = route('GET');
export const post = route('POST');
export const put = route('PUT');
export const patch = route('PATCH');
export const del = route('DELETE');

export const paramsIn = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map(m => m[1]!);

export const shapeOf = ({ definition }: Route): Record<string, z.ZodType> =>
  definition.input instanceof z.ZodObject ? (definition.input.shape as Record<string, z.ZodType>) : {};

/** Parts of the address that name a record: nobody types them, so one that is none is an address where nothing is. */
export const idsIn = (route: Route): string[] => paramsIn(route.path).filter(p => shapeOf(route)[p] instanceof z.ZodUUID);
