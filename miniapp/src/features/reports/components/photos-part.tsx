import { useCallback, useEffect, useRef, useState } from 'react';
import { Text, View } from '@tarojs/components';
import { REPORT_PHOTOS_MAX } from '@linli/shared/reports';
import type { CategoryView } from '@linli/shared/reports.dto';
import { useOutboxStore } from '@/api/outbox';
import { Icon } from '@/components/icon';
import { ShotGrid } from '@/components/photo-grid';
import { Tap } from '@/components/tap';
import { takePhotos } from '@/lib/camera';
import { dropPhoto } from '@/lib/photo-store';
import { say } from '@/lib/say';
import { Part, type PartProps } from './part';
import s from './new.module.scss';

interface Props extends PartProps {
  category: CategoryView | null;
  error: string | null;
  /** right away, as the page opens */
  openCamera: boolean;
}

export function PhotosPart({ draft, change, category, error, openCamera }: Props) {
  const [busy, setBusy] = useState(false);
  const progress = useOutboxStore((o) => o.progress);
  const free = REPORT_PHOTOS_MAX - draft.shots.length;
  const add = useCallback(
    async (from: 'camera' | 'both', count: number) => {
      setBusy(true);
      try {
        const shots = await takePhotos({ count, from });
        if (shots.length) change((now) => ({ shots: [...now.shots, ...shots].slice(0, REPORT_PHOTOS_MAX) }));
      } catch (e) {
        say((e as Error).message, 'late');
      } finally {
        setBusy(false);
      }
    },
    [change],
  );
  const opened = useRef(false);
  useEffect(() => {
    if (!openCamera || opened.current) return;
    opened.current = true;
    // browsers open a camera only soon after a press: this page was opened by one
    const timer = setTimeout(() => void add('camera', 1).finally(() => setBusy(false)), 50);
    return () => clearTimeout(timer);
  }, [openCamera, add]);
  const hint = category?.guidance ?? '拍清楚问题和周围环境，尽量避开人脸和车牌';
  return (
    <Part
      title="照片"
      error={error}
      aside={draft.shots.length > 0 && <Text className={s.count}>{`${draft.shots.length}/${REPORT_PHOTOS_MAX}`}</Text>}
    >
      {draft.shots.length === 0 ? (
        <View className={s.shootPair}>
          <Tap className={s.shoot} onPress={() => void add('camera', 1)}>
            <View className={s.shootInner}>
              <Icon name="camera" size="large" />
              <Text className={s.shootWord}>拍照</Text>
            </View>
          </Tap>
          <Tap className={s.album} onPress={() => void add('both', free)}>
            <View className={s.shootInner}>
              <Icon name="image" size="large" />
              <Text>从相册选</Text>
            </View>
          </Tap>
        </View>
      ) : (
        <ShotGrid
          shots={draft.shots}
          max={REPORT_PHOTOS_MAX}
          progress={progress}
          busy={busy}
          addLabel="再拍一张"
          onAdd={() => void add('both', free)}
          onRemove={(id) => {
            change((now) => ({ shots: now.shots.filter((x) => x.id !== id) }));
            void dropPhoto(id);
          }}
        />
      )}
      <Text className={s.hint}>{hint}</Text>
    </Part>
  );
}
