/**
 * The map: the county's outline where there is one, else towns drawn roughly where they lie, and 天地图 beneath where the county
 * has a key. Loaded when somebody opens it. Whatever it shows stands in the list as well.
 */
import { useQuery } from '@tanstack/react-query';
import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { useEffect, useRef } from 'react';
import { api } from '#ui/api';
import { countySeat, type PlaceKind, type Point, placeKinds, townSeats } from '../../figures.ts';
import './place-map.css';

export interface MapPoint extends Point {
  no: number;
  kind: PlaceKind;
  name: string;
  /** One line: open now, out of order. */
  text: string;
}

interface Base {
  tiles: string | null;
  outline: { source: string; approval: string; areas: { name: string; rings: [number, number][][] }[] } | null;
}

interface Props {
  label: string;
  points: readonly MapPoint[];
  towns: readonly { id: string; name: string }[];
  /** Where the distances are counted from. */
  from?: Point | undefined;
  onOpen?: (no: number) => void;
  /** Choosing a position: a click or Enter on the map's middle. */
  onPick?: (point: Point) => void;
  picked?: Point | undefined;
}

const signs: Record<PlaceKind, string> = { hall: '厅', 'town-centre': '镇', 'village-station': '村', 'business-station': '商', kiosk: '机', partner: '邮' };
const spot = (p: Point): L.LatLngTuple => [p.lat, p.lon];

const layer = (key: string, name: 'vec' | 'cva') =>
  L.tileLayer(
    `https://t{s}.tianditu.gov.cn/${name}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${name}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=${encodeURIComponent(key)}`,
    {
      subdomains: '01234567',
      maxZoom: 18,
      // 天地图 lets in by the address that the key is bound to; the site sends none otherwise.
      referrerPolicy: 'origin',
      ...(name === 'vec' ? { attribution: '天地图（国家地理信息公共服务平台）' } : {}),
    },
  );

export default function PlaceMap({ label, points, towns, from, onOpen, onPick, picked }: Props) {
  const { data: base } = useQuery({ queryKey: ['places', 'map'], queryFn: () => api.get<Base>('/places/map'), staleTime: 300_000 });
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<L.Map | null>(null);
  const drawn = useRef<L.LayerGroup | null>(null);
  const calls = useRef({ onOpen, onPick });
  calls.current = { onOpen, onPick };

  useEffect(() => {
    if (!box.current || !base) return;
    const made = L.map(box.current, {
      attributionControl: true,
      zoomControl: false,
      minZoom: 9,
      maxZoom: base.tiles ? 18 : 15,
      zoomAnimation: false,
      fadeAnimation: false,
    });
    made.attributionControl.setPrefix(false);
    L.control.zoom({ zoomInTitle: '放大', zoomOutTitle: '缩小' }).addTo(made);
    L.control.scale({ imperial: false }).addTo(made);
    made.setView(spot(countySeat), 11);
    if (base.tiles) for (const name of ['vec', 'cva'] as const) layer(base.tiles, name).addTo(made);
    if (base.outline) {
      for (const area of base.outline.areas)
        L.polygon(
          area.rings.map(r => r.map(([lon, lat]): L.LatLngTuple => [lat, lon])),
          { className: 'map-area', interactive: false },
        ).addTo(made);
      made.attributionControl.addAttribution(`${base.outline.source} ${base.outline.approval}`);
    } else if (!base.tiles) made.attributionControl.addAttribution('示意图：位置是大致的，不表示行政区域界线');
    for (const t of towns) {
      const seat = townSeats[t.id];
      if (!seat) continue;
      if (!base.outline && !base.tiles) L.circle(spot(seat), { radius: 4200, className: 'map-town', interactive: false }).addTo(made);
      if (!base.tiles)
        L.marker(spot(seat), {
          icon: L.divIcon({ className: 'map-town-name', html: `<span>${t.name}</span>`, iconSize: [96, 20], iconAnchor: [48, 38] }),
          interactive: false,
          keyboard: false,
        }).addTo(made);
    }
    made.on('click', e => calls.current.onPick?.({ lon: e.latlng.lng, lat: e.latlng.lat }));
    made.getContainer().addEventListener('keydown', e => {
      // Leaflet hears it only while the map itself has the focus.
      if (e.key === 'Escape') made.closePopup();
      if (e.key !== 'Enter' || e.target !== made.getContainer() || !calls.current.onPick) return;
      const c = made.getCenter();
      calls.current.onPick({ lon: c.lng, lat: c.lat });
      e.preventDefault();
    });
    drawn.current = L.layerGroup().addTo(made);
    map.current = made;
    return () => {
      made.remove();
      map.current = null;
    };
  }, [base, towns]);

  useEffect(() => {
    const [at, group] = [map.current, drawn.current];
    if (!at || !group || !base) return;
    group.clearLayers();
    for (const p of points) {
      const name = [p.name, placeKinds[p.kind], p.text].filter(Boolean).join('，');
      const marker = L.marker(spot(p), {
        icon: L.divIcon({ className: `map-pin map-pin-${p.kind}`, html: signs[p.kind], iconSize: [26, 26] }),
        title: name,
        keyboard: true,
        // What matters more lies above.
        zIndexOffset: p.kind === 'village-station' ? 0 : 500,
      });
      const body = document.createElement('div');
      body.className = 'map-popup';
      const strong = document.createElement('strong');
      strong.textContent = p.name;
      const line = document.createElement('span');
      line.textContent = p.text;
      body.append(strong, line);
      if (calls.current.onOpen) {
        const link = document.createElement('a');
        link.href = `/places/${p.no}`;
        link.textContent = '看详细';
        link.addEventListener('click', e => {
          e.preventDefault();
          calls.current.onOpen?.(p.no);
        });
        body.append(link);
      }
      marker.bindPopup(body, { closeButton: false, autoPan: true }).addTo(group);
      // The sign on a pin (镇) would be all that is read of it.
      marker.getElement()?.setAttribute('aria-label', name);
      marker.on('popupopen', () => body.querySelector('a')?.focus());
      // Who opened it by keyboard goes on from the pin, not from the beginning of the page.
      marker.on('popupclose', () => {
        if (document.activeElement === document.body || body.contains(document.activeElement)) marker.getElement()?.focus({ preventScroll: true });
      });
    }
    if (from)
      L.marker(spot(from), { icon: L.divIcon({ className: 'map-from', html: '我', iconSize: [26, 26] }), title: '从这里找', keyboard: false }).addTo(group);
    if (picked)
      L.marker(spot(picked), { icon: L.divIcon({ className: 'map-from', html: '＋', iconSize: [26, 26] }), title: '选的位置', keyboard: false }).addTo(group);
    const shown = [...(from ? [from] : []), ...points.slice(0, from ? 5 : points.length), ...(picked ? [picked] : [])].map(spot);
    if (shown.length > 0) at.fitBounds(L.latLngBounds(shown), { padding: [36, 36], maxZoom: shown.length > 1 ? 14 : 12, animate: false });
  }, [points, from, picked, base]);

  return (
    <section className="map-box no-print" aria-label={label}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the map is moved with the arrow keys */}
      <div ref={box} className="map-canvas" tabIndex={0} role="application" aria-label={`${label}：方向键移动，加减号缩放，Tab 到各个点`} />
    </section>
  );
}
