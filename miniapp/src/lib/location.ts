import Taro from '@tarojs/taro';
import { NoPositionError, type Fix } from './place';

/** WeChat gives GCJ-02 itself. */
export async function whereAmI(): Promise<Fix> {
  try {
    const r = await Taro.getLocation({ type: 'gcj02', isHighAccuracy: true, highAccuracyExpireTime: 4000 });
    return { position: { lng: r.longitude, lat: r.latitude }, accuracyMetres: Math.max(0, r.accuracy ?? 0) };
  } catch (e) {
    const said = (e as { errMsg?: string }).errMsg ?? '';
    if (/auth|deny|privacy|permission/.test(said)) throw new NoPositionError('没有位置权限，请在地图上选地点，或选择社区', true);
    throw new NoPositionError('暂时定不到位，请在地图上选地点，或选择社区', false);
  }
}

type Stop = () => void;

/** Whether the person allowed positions with the phone locked (in WeChat's settings of this mini-program); never asks. */
async function backgroundAllowed(): Promise<boolean> {
  const settings = await Promise.resolve(Taro.getSetting()).catch(() => null);
  return (settings?.authSetting as Record<string, boolean> | undefined)?.['scope.userLocationBackground'] === true;
}

async function startUpdates(): Promise<void> {
  const locked = await backgroundAllowed();
  const started = (begin: (o: { success: () => void; fail: () => void }) => void) =>
    new Promise<boolean>((resolve) => begin({ success: () => resolve(true), fail: () => resolve(false) }));
  if (locked && (await started((o) => Taro.startLocationUpdateBackground(o)))) return;
  if (!(await started((o) => Taro.startLocationUpdate({ type: 'gcj02', ...o })))) throw new Error('refused');
}

/** Point after point: patrols. With the phone locked only where the person allowed that. */
export function watchPosition(onFix: (fix: Fix) => void, onError: (e: NoPositionError) => void): Stop {
  const hear = (r: { longitude: number; latitude: number; accuracy?: number }) =>
    onFix({ position: { lng: r.longitude, lat: r.latitude }, accuracyMetres: Math.max(0, r.accuracy ?? 0) });
  Taro.onLocationChange(hear);
  startUpdates().catch(() => onError(new NoPositionError('没有位置权限：扫点位码、拍照也能计时', true)));
  return () => {
    Taro.offLocationChange(hear);
    void Promise.resolve(Taro.stopLocationUpdate({})).catch(() => undefined);
  };
}
