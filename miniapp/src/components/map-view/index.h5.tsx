import 'leaflet/dist/leaflet.css';
import { useEffect, useRef, useState } from 'react';
import type * as Leaflet from 'leaflet';
import { classes } from '@/lib/classes';
import { useDark } from '@/lib/dark';
import { INK } from '@/theme/ink';
import { PIN_PICTURES } from './pin-pictures';
import type { MapViewProps } from './types';
import s from './map-view.module.scss';

export type * from './types';

type L = typeof Leaflet;

const NAMED_MAX = 14;

/** Leaflet over our own polygons. Tiles come only from the source the operator configured, none by default: no foreign service is asked. */
export function MapView(props: MapViewProps) {
  const { centre, pins = [], lines = [], shapes, highlight, height = 'normal', zoom = 16, label } = props;
  const place = useRef<HTMLDivElement>(null);
  const map = useRef<{ L: L; map: Leaflet.Map; layers: Leaflet.LayerGroup } | null>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const [ready, setReady] = useState(false);
  const ink = useDark() ? INK.dark : INK.light;

  useEffect(() => {
    let gone = false;
    void import('leaflet').then((L) => {
      if (gone || !place.current) return;
      const m = L.map(place.current, { zoomControl: false, attributionControl: MAP_TILES !== null });
      L.control.zoom({ position: 'bottomright', zoomInTitle: '放大', zoomOutTitle: '缩小' }).addTo(m);
      if (MAP_TILES) L.tileLayer(MAP_TILES.url, { attribution: MAP_TILES.attribution, maxZoom: 18 }).addTo(m);
      m.setView([29.5, 106.5], 4);
      m.on('click', (e) => latest.current.onPick?.({ lng: e.latlng.lng, lat: e.latlng.lat }));
      map.current = { L, map: m, layers: L.layerGroup().addTo(m) };
      // the page may still be sliding in: its size is known a moment later
      setTimeout(() => !gone && m.invalidateSize(), 350);
      setReady(true);
    });
    return () => {
      gone = true;
      map.current?.map.remove();
      map.current = null;
    };
  }, []);

  // arrays made anew at every drawing are compared by what they say
  const drawn = JSON.stringify([pins, lines, highlight, shapes?.features.length]);
  useEffect(() => {
    const here = map.current;
    if (!here) return;
    const { L, layers } = here;
    const { pins = [], lines = [], shapes, highlight } = latest.current;
    layers.clearLayers();
    const deepest = Math.max(0, ...(shapes?.features ?? []).map((f) => f.properties?.code?.length ?? 0));
    const named = (shapes?.features.length ?? 0) <= NAMED_MAX;
    if (shapes)
      L.geoJSON(shapes, {
        style: (f) => {
          const on = (f?.properties as { code?: string } | null)?.code === highlight && highlight !== undefined;
          return { color: ink.info, weight: on ? 3 : 1, fillOpacity: on ? 0.2 : 0.05 };
        },
        onEachFeature: (f, layer) => {
          const { code, name } = (f.properties ?? {}) as { code?: string; name?: string };
          // few shapes: their names stand on the map, which without tiles has no other words
          if (name && code?.length === deepest && named)
            layer.bindTooltip(name, { permanent: true, direction: 'center', className: s.name });
          else if (name) layer.bindTooltip(name, { sticky: true });
          layer.on('click', (e) => {
            if (!latest.current.onShape || !code) return;
            L.DomEvent.stopPropagation(e);
            latest.current.onShape(code);
          });
        },
      }).addTo(layers);
    for (const line of lines)
      L.polyline(
        line.map((p) => [p.lat, p.lng] as [number, number]),
        { color: ink.info, weight: 4 },
      ).addTo(layers);
    for (const pin of pins) {
      const icon = L.icon({ iconUrl: PIN_PICTURES[pin.tone ?? 'plain'], iconSize: [28, 36], iconAnchor: [14, 35] });
      L.marker([pin.position.lat, pin.position.lng], { icon, title: pin.label, alt: pin.label })
        .on('click', () => latest.current.onPin?.(pin.id))
        .addTo(layers);
    }
  }, [ready, drawn, ink]);

  const lng = centre?.lng;
  const lat = centre?.lat;
  const shapeCount = shapes?.features.length ?? 0;
  const pinCount = pins.length;
  useEffect(() => {
    const here = map.current;
    if (!here) return;
    if (lng !== undefined && lat !== undefined) {
      here.map.setView([lat, lng], zoom);
      return;
    }
    const bounds = here.L.featureGroup(here.layers.getLayers()).getBounds();
    if (bounds.isValid()) here.map.fitBounds(bounds, { padding: [16, 16], maxZoom: 17 });
  }, [ready, lng, lat, zoom, shapeCount, pinCount]);

  return (
    <div className={classes(s.map, s[height])}>
      <div ref={place} className={s.fill} role="application" aria-label={label} />
    </div>
  );
}
