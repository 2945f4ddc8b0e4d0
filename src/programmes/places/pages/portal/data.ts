/** What the pages ask the server for, and the words they share. */
import { useQuery } from '@tanstack/react-query';
import { api } from '#ui/api';
import { toGcj02 } from '../../ground.ts';
import type { TownView } from '../../reads.ts';
import type { PlaceView } from '../../views.ts';

export type { PlaceView, TownView };

export interface Places {
  today: string;
  items: PlaceView[];
  subjects: { key: string; name: string }[];
  towns: TownView[];
}

export const usePlaces = (enabled = true) => useQuery({ queryKey: ['places', 'all'], queryFn: () => api.get<Places>('/places'), staleTime: 60_000, enabled });

export const usePlace = (no: string) =>
  useQuery({
    queryKey: ['places', no],
    queryFn: () => api.get<{ today: string; place: PlaceView; subjects: { key: string; name: string }[] }>(`/places/${encodeURIComponent(no)}`),
    staleTime: 60_000,
  });

/** `现在开着，到 18:00`; a machine out of order says so first. */
export const stateInWords = (p: PlaceView): string => (p.broken ? '设备故障，暂时不能用' : p.openText);

/** Ways to be led there; each service gets the coordinates that it understands. */
export function routesTo(p: PlaceView): { title: string; href: string }[] {
  const name = encodeURIComponent(p.name);
  const shifted = toGcj02(p);
  return [
    { title: '高德地图', href: `https://uri.amap.com/navigation?to=${p.lon},${p.lat},${name}&coordinate=wgs84&mode=car&src=bancheng` },
    {
      title: '百度地图',
      href: `https://api.map.baidu.com/marker?location=${p.lat},${p.lon}&title=${name}&content=${name}&coord_type=wgs84&output=html&src=bancheng`,
    },
    {
      title: '腾讯地图',
      href: `https://apis.map.qq.com/uri/v1/marker?marker=coord:${shifted.lat.toFixed(6)},${shifted.lon.toFixed(6)};title:${name}&referer=bancheng`,
    },
  ];
}
