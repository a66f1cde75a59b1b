import { Image, Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import type { FileView } from '@linli/shared/files.dto';
import { classes } from '@/lib/classes';
import { absolute } from '@/lib/origin';
import type { Shot } from '@/lib/shot';
import { Icon } from '../icon';
import { Tap } from '../tap';
import s from './photo-grid.module.scss';

export type Photo = Pick<FileView, 'id' | 'smallUrl' | 'largeUrl'>;

function preview(photos: readonly Photo[], at: number) {
  const urls = photos.map((p) => absolute(p.largeUrl));
  void Taro.previewImage({ urls, current: urls[at] });
}

/** Photos of a matter; tap to see them whole. */
export function PhotoGrid({ photos, small, label = '照片' }: { photos: readonly Photo[]; small?: boolean; label?: string }) {
  return (
    <View className={s.grid}>
      {photos.map((p, i) => (
        <Tap
          key={p.id}
          className={classes(s.tile, small && s.small)}
          label={`${label} ${i + 1}，点开看大图`}
          onPress={() => preview(photos, i)}
        >
          <Image className={s.image} src={absolute(p.smallUrl)} mode="aspectFill" lazyLoad />
        </Tap>
      ))}
    </View>
  );
}

/** Before and after side by side: the promise kept, at a glance. */
export function BeforeAfter({ before, after }: { before: readonly Photo[]; after: readonly Photo[] }) {
  const all = [...before, ...after];
  const half = (title: string, photos: readonly Photo[], offset: number) => (
    <View className={s.half}>
      {photos.slice(0, 1).map((p) => (
        <Tap key={p.id} className={s.big} label={`${title}照片，点开对比`} onPress={() => preview(all, offset)}>
          <Image className={s.image} src={absolute(p.smallUrl)} mode="aspectFill" />
        </Tap>
      ))}
      <Text className={classes(s.caption, title === '处理后' && s.captionAfter)}>
        {title}
        {photos.length > 1 ? ` ${photos.length} 张` : ''}
      </Text>
      {photos.length > 1 && (
        <View className={s.more}>
          {photos.slice(1).map((p, i) => (
            <Tap key={p.id} className={s.thumb} label={`${title}照片 ${i + 2}`} onPress={() => preview(all, offset + i + 1)}>
              <Image className={s.image} src={absolute(p.smallUrl)} mode="aspectFill" lazyLoad />
            </Tap>
          ))}
        </View>
      )}
    </View>
  );
  return (
    <View className={s.pair}>
      {half('处理前', before, 0)}
      {half('处理后', after, before.length)}
    </View>
  );
}

interface PickerProps {
  shots: readonly Shot[];
  max: number;
  /** 0–100 while it goes up, 'failed', or nothing */
  progress?: Record<string, number | 'failed' | 'done' | undefined>;
  busy?: boolean;
  addLabel?: string;
  onAdd: () => void;
  onRemove: (id: string) => void;
}

/** Photos being collected: shown at once, each with its own way up. */
export function ShotGrid({ shots, max, progress = {}, busy, addLabel = '拍照', onAdd, onRemove }: PickerProps) {
  const urls = shots.map((p) => p.path);
  return (
    <View className={s.grid}>
      {shots.map((shot, i) => {
        const state = progress[shot.id];
        return (
          <View key={shot.id} className={s.tile}>
            <Tap
              className={s.fill}
              label={`照片 ${i + 1}，点开看大图`}
              onPress={() => void Taro.previewImage({ urls, current: shot.path })}
            >
              <Image className={s.image} src={shot.path} mode="aspectFill" />
            </Tap>
            {typeof state === 'number' && state < 100 && (
              <View className={s.veil}>
                <Text>{state}%</Text>
              </View>
            )}
            {state === 'failed' && (
              <View className={s.veil}>
                <Icon name="wifi-off" size="small" />
                <Text>未传</Text>
              </View>
            )}
            <Tap className={s.remove} label={`删去照片 ${i + 1}`} onPress={() => onRemove(shot.id)}>
              <View className={s.removeDisc}>
                <Icon name="x" size="small" />
              </View>
            </Tap>
          </View>
        );
      })}
      {shots.length < max && (
        <Tap className={classes(s.tile, s.add)} disabled={busy} label={`${addLabel}，还可以加 ${max - shots.length} 张`} onPress={onAdd}>
          <View className={s.addInner}>
            <Icon name={busy ? 'loader-circle' : 'camera'} turning={busy} />
            <Text className={s.addWord}>{busy ? '处理中' : addLabel}</Text>
          </View>
        </Tap>
      )}
    </View>
  );
}
