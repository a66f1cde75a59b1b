import gcoord from 'gcoord';
import { NoPositionError, type Fix } from './place';

/** Browsers speak WGS-84; the wire and the maps GCJ-02, 100–700 m away. */
export function toGcj02(lng: number, lat: number): { lng: number; lat: number } {
  const [x, y] = gcoord.transform([lng, lat], gcoord.WGS84, gcoord.GCJ02);
  return { lng: x, lat: y };
}

const fixOf = ({ coords }: GeolocationPosition): Fix => ({
  position: toGcj02(coords.longitude, coords.latitude),
  accuracyMetres: Math.max(0, coords.accuracy),
});

const errorOf = (e: { code: number }) =>
  e.code === 1
    ? new NoPositionError('没有位置权限，请在地图上选地点，或选择社区', true)
    : new NoPositionError('暂时定不到位，请在地图上选地点，或选择社区', false);

export function whereAmI(): Promise<Fix> {
  return new Promise((resolve, reject) => {
    if (!('geolocation' in navigator)) {
      reject(errorOf({ code: 2 }));
      return;
    }
    navigator.geolocation.getCurrentPosition(
      (p) => resolve(fixOf(p)),
      (e) => reject(errorOf(e)),
      { enableHighAccuracy: true, timeout: 8000, maximumAge: 15_000 },
    );
  });
}

/** Point after point while the page is in front: patrols. */
export function watchPosition(onFix: (fix: Fix) => void, onError: (e: NoPositionError) => void): () => void {
  if (!('geolocation' in navigator)) {
    onError(errorOf({ code: 2 }));
    return () => undefined;
  }
  const id = navigator.geolocation.watchPosition(
    (p) => onFix(fixOf(p)),
    (e) => onError(errorOf(e)),
    { enableHighAccuracy: true, maximumAge: 5000 },
  );
  return () => navigator.geolocation.clearWatch(id);
}
