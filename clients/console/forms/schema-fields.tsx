import { useId } from 'react'
import type { JsonObject, JsonValue } from '../wire/methods.ts'
import { JsonField } from './json-field.tsx'
import { controlOf, type Schema } from './schema.ts'

type FieldProps = {
  name: string
  schema: Schema
  required: boolean
  value: JsonValue | undefined
  onChange: (value: JsonValue | undefined) => void
}

/** A field for each property of an object; what is left empty is left out. */
export function SchemaFields(props: { schema: Schema; value: JsonObject; onChange: (value: JsonObject) => void }) {
  const { schema, value, onChange } = props
  return Object.entries(schema.properties ?? {}).map(([name, one]) => (
    <SchemaField
      key={name}
      name={name}
      schema={one}
      required={schema.required?.includes(name) ?? false}
      value={value[name]}
      onChange={(next) => {
        const { [name]: _, ...rest } = value
        onChange(next === undefined ? rest : { ...rest, [name]: next })
      }}
    />
  ))
}

function SchemaField(props: FieldProps) {
  const { name, schema, required, value, onChange } = props
  const id = useId()
  const control = controlOf(schema)
  const title = schema.title ?? name
  if (control === 'object')
    return (
      <fieldset>
        <legend>{title}</legend>
        <SchemaFields schema={schema} value={(value ?? {}) as JsonObject} onChange={onChange} />
      </fieldset>
    )
  if (control === 'yes or no')
    return (
      <div className="field">
        <label className="check">
          <input type="checkbox" checked={value === true} onChange={({ target }) => onChange(target.checked)} />
          {title}
        </label>
        {schema.description && <span className="hint">{schema.description}</span>}
      </div>
    )
  if (control === 'json')
    return (
      <JsonField
        label={required ? title : `${title} (optional)`}
        hint={schema.description}
        value={value}
        onChange={onChange}
      />
    )
  return (
    <div className="field">
      <label htmlFor={id}>
        {title}
        {!required && <span className="faint"> (optional)</span>}
      </label>
      <Input {...props} id={id} />
      {schema.description && <span className="hint">{schema.description}</span>}
    </div>
  )
}

function Input({ id, schema, required, value, onChange }: FieldProps & { id: string }) {
  const common = { id, className: 'input', required, disabled: schema.const !== undefined }
  const orNone = (text: string) => (text === '' ? undefined : text)
  const text = value === undefined || value === null ? '' : String(value)
  switch (controlOf(schema)) {
    case 'choice':
      return (
        <select
          {...common}
          value={JSON.stringify(value) ?? ''}
          onChange={({ target }) => onChange(target.value === '' ? undefined : (JSON.parse(target.value) as JsonValue))}
        >
          <option value="">–</option>
          {schema.enum?.map((one) => (
            <option key={JSON.stringify(one)} value={JSON.stringify(one)}>
              {String(one)}
            </option>
          ))}
        </select>
      )
    case 'number':
      return (
        <input
          {...common}
          type="number"
          step={schema.type === 'integer' ? 1 : 'any'}
          min={schema.minimum}
          max={schema.maximum}
          value={text}
          onChange={({ target }) => onChange(target.value === '' ? undefined : Number(target.value))}
        />
      )
    case 'long text':
      return (
        <textarea
          {...common}
          rows={4}
          maxLength={schema.maxLength}
          value={text}
          onChange={({ target }) => onChange(orNone(target.value))}
        />
      )
    case 'list':
      return (
        <textarea
          {...common}
          rows={3}
          placeholder="One a line"
          value={Array.isArray(value) ? value.join('\n') : ''}
          onChange={({ target }) => onChange(target.value === '' ? undefined : target.value.split('\n'))}
        />
      )
    default:
      return (
        <input
          {...common}
          type="text"
          spellCheck={false}
          pattern={schema.pattern}
          minLength={schema.minLength}
          maxLength={schema.maxLength}
          value={text}
          onChange={({ target }) => onChange(orNone(target.value))}
        />
      )
  }
}
