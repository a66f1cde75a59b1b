export interface InputProps {
  value: string;
  onChange: (value: string) => void;
  /** Read aloud: the field's name. */
  label: string;
  placeholder?: string;
  kind?: 'text' | 'digits' | 'phone' | 'code' | 'decimal' | 'search';
  maxLength?: number;
  disabled?: boolean;
  focus?: boolean;
  invalid?: boolean;
  /** leaves room for an icon on the left */
  iconed?: boolean;
  onDone?: () => void;
}

export interface TextareaProps extends Omit<InputProps, 'kind' | 'iconed' | 'onDone'> {
  rows?: number;
  /** 23/200 below the field. */
  counted?: boolean;
}
