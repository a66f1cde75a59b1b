import { View } from '@tarojs/components';
import { Input } from '../field';
import { Icon } from '../icon';
import { Tap } from '../tap';
import s from './search-field.module.scss';

interface Props {
  value: string;
  onChange: (value: string) => void;
  placeholder: string;
  onDone?: () => void;
}

export function SearchField({ value, onChange, placeholder, onDone }: Props) {
  return (
    <View className={s.box}>
      <Icon name="search" className={s.glass} />
      <Input
        iconed
        kind="search"
        value={value}
        onChange={onChange}
        label={placeholder}
        placeholder={placeholder}
        maxLength={50}
        onDone={onDone}
      />
      {value !== '' && (
        <Tap className={s.clear} label="清空" onPress={() => onChange('')}>
          <Icon name="x" size="small" />
        </Tap>
      )}
    </View>
  );
}
