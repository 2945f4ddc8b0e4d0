/** 中政发〔2024〕16号: services near people: centres, stations, kiosks, the map. */
import type { Manifest } from '#platform/manifest';
import { placesGuards, placesPermits } from './access.ts';
import { makePlaces } from './demo.ts';
import { kioskTowns } from './indicators.ts';
import { placesTemplates, remindJob } from './reminding.ts';
import { placesRoutes } from './routes.ts';
import { placesWait } from './waiting.ts';

export const places: Manifest = {
  id: 'places',
  document: '中政发〔2024〕16号',
  permits: placesPermits,
  guards: placesGuards,
  routes: placesRoutes,
  waits: [placesWait],
  templates: placesTemplates,
  steps: {
    'place.import-checked': '检查要导入的表',
    'place.add-photo': '加办事点的照片',
    'place.arrange-photos': '改照片的先后和说明',
    'place.remove-photo': '移除办事点的照片',
  },
  records: { place: '办事点', outline: '地图轮廓' },
  indicators: [kioskTowns],
  jobs: house => [remindJob(house)],
  demo: makePlaces,
  demoBeside: true,
};
