/** Places for the matters of a thing, from left to right along what waits for what. */

import * as elkjs from 'elkjs/lib/elk.bundled.js';
import type { ELK, ElkNode } from 'elkjs/lib/elk-api.js';
import type { Edge } from './order.ts';

export const box = { width: 190, height: 62 };

// The package is CommonJS: bundlers and types see its default export differently.
const found = elkjs as unknown as { default: (new () => ELK) & { default?: new () => ELK } };
const elk = new (found.default.default ?? found.default)();

export async function layOut(ids: readonly string[], edges: readonly Edge[]): Promise<Map<string, { x: number; y: number }>> {
  const known = new Set(ids);
  const graph: ElkNode = await elk.layout({
    id: 'order',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.layered.spacing.nodeNodeBetweenLayers': '56',
      'elk.spacing.nodeNode': '18',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
    },
    children: ids.map(id => ({ id, ...box })),
    edges: edges.filter(e => known.has(e.from) && known.has(e.to)).map(e => ({ id: `${e.from}>${e.to}`, sources: [e.from], targets: [e.to] })),
  });
  return new Map((graph.children ?? []).map(n => [n.id, { x: n.x ?? 0, y: n.y ?? 0 }]));
}
