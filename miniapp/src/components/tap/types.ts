import type { PropsWithChildren } from 'react';

export interface TapProps extends PropsWithChildren {
  onPress?: () => void;
  /** Read aloud instead of the text inside; needed where there is only an icon. */
  label?: string;
  role?: 'button' | 'switch' | 'radio' | 'checkbox' | 'tab' | 'link' | 'option';
  checked?: boolean;
  disabled?: boolean;
  className?: string;
}
