import type { PropsWithChildren, ReactNode } from 'react';
import { Text, View } from '@tarojs/components';
import { isProblem } from '@/api/problem';
import { Button } from '../button';
import { Drawing, type DrawingName } from '../drawing';
import s from './faces.module.scss';

interface EmptyProps extends PropsWithChildren {
  title: string;
  /** What to do now. */
  text?: string;
  drawing?: DrawingName;
  /** Read aloud at once: something went wrong. */
  alert?: boolean;
}

/** Nothing here, and what to do about it: put a button inside. */
export function Empty({ title, text, drawing = 'empty', alert, children }: EmptyProps) {
  return (
    <View className={s.face} {...(alert ? { ariaRole: 'alert' } : {})}>
      <Drawing name={drawing} />
      <Text className={s.title}>{title}</Text>
      {text && <Text className={s.text}>{text}</Text>}
      {children && <View className={s.ways}>{children}</View>}
    </View>
  );
}

/** A card in a group, or an old message, led somebody here who may not see it: said kindly, with a way on inside. */
export function NotForYou({ what, ...rest }: Omit<EmptyProps, 'title' | 'drawing'> & { what: string }) {
  return <Empty title={`${what}只有相关的人能看`} drawing="street" {...rest} />;
}

interface ErrorProps {
  error: unknown;
  onRetry?: () => void;
  /** What is safe: “没发出去，已存在手机里”. */
  safe?: string;
}

const sentence = (error: unknown) => (error instanceof Error && error.message ? error.message : '出了点问题，请稍后再试');
const isOffline = (error: unknown) => error instanceof Error && error.name === 'OfflineError';

export function ErrorFace({ error, onRetry, safe }: ErrorProps) {
  return (
    <View className={s.face} ariaRole="alert">
      <Drawing name={isOffline(error) ? 'offline' : 'lost'} />
      <Text className={s.title}>{sentence(error)}</Text>
      {safe && <Text className={s.text}>{safe}</Text>}
      {onRetry && (
        <View className={s.ways}>
          <Button kind="secondary" icon="refresh-cw" inline onPress={onRetry}>
            再试一次
          </Button>
        </View>
      )}
    </View>
  );
}

/** Grey shapes of what is coming. */
export function Skeleton({ rows = 3, picture }: { rows?: number; picture?: boolean }) {
  return (
    <View ariaRole="status" ariaLabel="正在加载">
      {Array.from({ length: rows }, (_, i) => (
        <View key={i} className={s.bones}>
          {picture && <View className={s.bonePicture} />}
          <View className={s.boneLines}>
            <View className={s.boneWide} />
            <View className={s.boneMiddle} />
            <View className={s.boneShort} />
          </View>
        </View>
      ))}
    </View>
  );
}

interface Asked<T> {
  data: T | undefined;
  error: Error | null;
  isPending: boolean;
  refetch: () => unknown;
}

interface FacesProps<T> {
  of: Asked<T>;
  loading?: ReactNode;
  /** Shown instead of the full face when this says so. */
  isEmpty?: (data: T) => boolean;
  empty?: ReactNode;
  /** Shown instead of the failed face when the caller may not see it. */
  hidden?: ReactNode;
  children: (data: T) => ReactNode;
}

/** The four faces of whatever is fetched: loading, failed with a way on, empty, full. What was seen before stays visible. */
export function Faces<T>({ of, loading, isEmpty, empty, hidden, children }: FacesProps<T>) {
  if (of.data !== undefined) return <>{isEmpty?.(of.data) ? empty : children(of.data)}</>;
  if (hidden && isProblem(of.error, 'not_found')) return <>{hidden}</>;
  if (of.error) return <ErrorFace error={of.error} onRetry={() => void of.refetch()} />;
  return <>{loading ?? <Skeleton />}</>;
}
