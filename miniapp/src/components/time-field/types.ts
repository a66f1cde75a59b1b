export interface TimeFieldProps {
  label: string;
  /** HH:MM, or empty */
  value: string;
  onChange: (time: string) => void;
}
