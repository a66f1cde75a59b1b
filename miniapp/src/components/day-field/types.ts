export interface DayFieldProps {
  label: string;
  /** YYYY-MM-DD, Asia/Shanghai */
  value: string | null;
  onChange: (day: string) => void;
  from?: string;
  to?: string;
  placeholder?: string;
  disabled?: boolean;
}

export interface MomentFieldProps extends Omit<DayFieldProps, 'value' | 'onChange'> {
  /** ISO 8601 */
  value: string | null;
  onChange: (iso: string) => void;
}
