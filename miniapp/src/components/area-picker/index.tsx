import { useState } from 'react';
import { View } from '@tarojs/components';
import type { AreaView } from '@linli/shared/areas.dto';
import { useAreas } from '@/api/areas';
import { Chips } from '../chips';
import { Empty, Faces, Skeleton } from '../faces';
import { Row } from '../card';
import { Sheet } from '../sheet';

interface Props {
  open: boolean;
  title?: string;
  onClose: () => void;
  onPick: (community: AreaView, street: AreaView | null) => void;
}

/** District → street → community, one tap each; a single district is passed through. */
export function CommunityPicker({ open, title = '选择社区', onClose, onPick }: Props) {
  const [path, setPath] = useState<AreaView[]>([]);
  const districts = useAreas(undefined, { enabled: open });
  const only = districts.data?.length === 1 ? districts.data[0] : undefined;
  const here = path.length ? path[path.length - 1] : only;
  const below = useAreas(here?.code, { enabled: open && here !== undefined });
  const shown = here ? below : districts;
  const press = (area: AreaView) => {
    if (area.level !== 'community') {
      setPath([...path, area]);
      return;
    }
    setPath([]);
    onPick(area, here ?? null);
  };
  return (
    <Sheet open={open} title={title} onClose={onClose}>
      {path.length > 0 && (
        <View>
          <Chips
            label="已选"
            chips={path.map((a) => ({ value: a.code, label: a.name, icon: 'x' as const }))}
            onPress={(code) =>
              setPath(
                path.slice(
                  0,
                  path.findIndex((a) => a.code === code),
                ),
              )
            }
          />
        </View>
      )}
      <Faces of={shown} loading={<Skeleton rows={4} />} isEmpty={(d) => d.length === 0} empty={<Empty title="这里还没有社区" />}>
        {(areas) => (
          <View>
            {areas.map((a) => (
              <Row key={a.code} title={a.name} onPress={() => press(a)} />
            ))}
          </View>
        )}
      </Faces>
    </Sheet>
  );
}
