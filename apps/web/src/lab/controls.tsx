import type { Parameter, RangeParameter } from "@blankfile/curriculum/lab";
import { useId, useState } from "preact/hooks";
import { positionOf, positions, showValue, valueAt } from "./slider.ts";

type Value = string | number | boolean;

interface Props<P extends Parameter> {
  parameter: P;
  value: Value;
  change: (value: Value) => void;
  disabled?: boolean;
}

/** One parameter with its label, its value, and what can be done to it. */
export function Control(props: Props<Parameter>) {
  switch (props.parameter.kind) {
    case "range":
      return <Slider {...props} parameter={props.parameter} />;
    case "choice":
      return <Choice {...props} parameter={props.parameter} />;
    case "switch":
      return <Switch {...props} />;
    case "text":
      return <TextBox {...props} parameter={props.parameter} />;
  }
}

function Slider({ parameter, value, change, disabled }: Props<RangeParameter>) {
  const id = useId();
  const last = positions(parameter);
  const at = positionOf(parameter, value as number);
  const text = showValue(parameter, value as number);
  return (
    <div class="lab-control">
      <label for={id}>{parameter.label}</label>
      <output for={id}>{text}</output>
      <input
        id={id}
        type="range"
        min={0}
        max={last}
        step={1}
        value={at}
        disabled={disabled}
        aria-valuetext={text}
        style={{ "--share": `${(100 * at) / last}%` }}
        onInput={(event) => change(valueAt(parameter, event.currentTarget.valueAsNumber))}
      />
    </div>
  );
}

/** Letters of an option that one column of controls has room for. */
const shortChoice = 22;

/** Whether a control takes two columns. */
export function isWide(parameter: Parameter): boolean {
  if (parameter.kind === "choice") return parameter.options.some(({ label }) => label.length > shortChoice);
  return parameter.kind === "text";
}

function Choice({ parameter, value, change, disabled }: Props<Extract<Parameter, { kind: "choice" }>>) {
  const id = useId();
  return (
    <div class={isWide(parameter) ? "lab-control lab-wide" : "lab-control"}>
      <label for={id}>{parameter.label}</label>
      <select
        id={id}
        class="field"
        value={String(value)}
        disabled={disabled}
        onChange={(event) => change(event.currentTarget.value)}
      >
        {parameter.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

function Switch({ parameter, value, change, disabled }: Props<Parameter>) {
  return (
    <label class="lab-control lab-switch">
      <input
        type="checkbox"
        checked={value === true}
        disabled={disabled}
        onChange={(event) => change(event.currentTarget.checked)}
      />
      {parameter.label}
    </label>
  );
}

function TextBox({ parameter, value, change, disabled }: Props<Extract<Parameter, { kind: "text" }>>) {
  const id = useId();
  const [text, setText] = useState(String(value));
  const [shown, setShown] = useState(value);
  // The value changed from outside (reset, another address): show it.
  if (shown !== value) {
    setShown(value);
    setText(String(value));
  }
  const send = () => {
    if (text !== value) change(text);
  };
  return (
    <div class="lab-control lab-text-box lab-wide">
      <label for={id}>{parameter.label}</label>
      <input
        id={id}
        class="field"
        type="text"
        value={text}
        maxLength={parameter.maxLength}
        spellcheck={false}
        autocomplete="off"
        autocapitalize="off"
        disabled={disabled}
        aria-describedby={`${id}-hint`}
        onInput={(event) => setText(event.currentTarget.value)}
        onBlur={send}
        onKeyDown={(event) => {
          if (event.key === "Enter") send();
        }}
      />
      <small id={`${id}-hint`}>{parameter.hint}</small>
    </div>
  );
}
