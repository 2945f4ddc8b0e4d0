/** Figures for the operator, as Prometheus reads them. */
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { systemActor } from '../access/index.ts';
import { answer, type House, type Identify, toJson } from '../actions/index.ts';
import type { ServerOptions } from './options.ts';
import { notFound } from './problem.ts';

export function measure(app: FastifyInstance, house: House, options: Pick<ServerOptions, 'county' | 'routes' | 'metricsToken'>) {
  const { county } = options;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'bancheng_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
  const known = new Map<string, Gauge>();
  /** Figures of rooms and programmes, read when they are asked for. */
  async function readGauges() {
    const who: Identify = async () => systemActor(county, '监控');
    for (const { definition, gauges } of options.routes) {
      if (!gauges || definition.kind !== 'read') continue;
      for (const g of gauges((await answer(house, definition, who, {}, { county, requestId: 'metrics' })) as never)) {
        const labelNames = [...new Set(g.values.flatMap(v => Object.keys(v.labels)))];
        const gauge = known.get(g.name) ?? new Gauge({ name: g.name, help: g.help, labelNames, registers: [registry] });
        known.set(g.name, gauge);
        gauge.reset();
        for (const { labels, value } of g.values) gauge.set(labels, value);
      }
    }
  }
  app.get('/api/metrics', async (request, reply) => {
    const loopback = request.ip === '127.0.0.1' || request.ip === '::1';
    const allowed = options.metricsToken ? request.headers.authorization === `Bearer ${options.metricsToken}` : loopback;
    if (!allowed)
      return reply
        .code(404)
        .type('application/problem+json')
        .send(toJson(notFound(request.id)));
    await readGauges().catch(error => request.log.error({ error: String(error) }, 'gauges'));
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
