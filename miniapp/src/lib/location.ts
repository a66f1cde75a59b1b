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

/** Point after point while the app is in front: patrols. */
export function watchPosition(onFix: (fix: Fix) => void, onError: (e: NoPositionError) => void): Stop {
  const hear = (r: { longitude: number; latitude: number; accuracy?: number }) =>
    onFix({ position: { lng: r.longitude, lat: r.latitude }, accuracyMetres: Math.max(0, r.accuracy ?? 0) });
  Taro.onLocationChange(hear);
  Taro.startLocationUpdate({ type: 'gcj02', fail: () => onError(new NoPositionError('没有位置权限：扫点位码、拍照也能计时', true)) });
  return () => {
    Taro.offLocationChange(hear);
    Taro.stopLocationUpdate({});
  };
}
