/** A page without script. @param note a sentence of ours, above the form */
export function loginPage(action: string, note: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sotto queues: log in</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 26rem; margin: 15vh auto; padding: 0 1rem; color: #1b1f24 }
  input, button { font: inherit; padding: .5rem .7rem; width: 100%; box-sizing: border-box; margin-top: .5rem }
  p { color: #57606a }
</style>
<h1>Sotto queues</h1>
<p>${escapeHtml(note)}</p>
<form method="post" action="${action}">
  <label>API key with the scope queues:read
    <input name="key" type="password" autocomplete="off" required autofocus>
  </label>
  <button>Log in</button>
</form>
</html>
`
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
