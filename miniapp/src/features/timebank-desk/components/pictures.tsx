import { View } from '@tarojs/components';
import type { FileView } from '@linli/shared/files.dto';
import { Button } from '@/components/button';
import { PhotoGrid } from '@/components/photo-grid';
import { type Shots, ShotPicker } from '@/components/shot-picker';

interface Props {
  /** Those there already, and taking them all away. */
  kept: readonly FileView[];
  onClear: () => void;
  shots: Shots;
  max: number;
  error?: string | null;
}

/** Pictures everybody will see: those that are there, and new ones behind them. */
export function Pictures({ kept, onClear, shots, max, error }: Props) {
  return (
    <View>
      {kept.length > 0 && (
        <>
          <PhotoGrid photos={kept} small label="现有图片" />
          <Button kind="text" size="small" inline icon="trash-2" onPress={onClear}>
            去掉现有图片
          </Button>
        </>
      )}
      {max > kept.length && <ShotPicker of={shots} max={max - kept.length} label="加图片" error={error} />}
    </View>
  );
}
