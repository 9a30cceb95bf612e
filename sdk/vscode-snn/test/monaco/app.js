// An editor in a page, that talks with the language server through a socket: no more of a client than the test asks about.
import * as monaco from 'monaco-editor';

const Severity = { 1: monaco.MarkerSeverity.Error, 2: monaco.MarkerSeverity.Warning, 3: monaco.MarkerSeverity.Info, 4: monaco.MarkerSeverity.Hint };
const { text, uri } = window.program;

monaco.languages.register({ id: 'snn', extensions: ['.snn'] });
const model = monaco.editor.createModel(text, 'snn', monaco.Uri.parse(uri));
const editor = monaco.editor.create(document.getElementById('editor'), { model, automaticLayout: true, minimap: { enabled: false } });

const socket = new WebSocket(`ws://${location.host}/`);
const waiting = new Map();
let last = 0;

const send = message => socket.send(JSON.stringify({ jsonrpc: '2.0', ...message }));
const notify = (method, params) => send({ method, params });
const ask = (method, params) => new Promise((answered, refused) => {
  waiting.set(++last, { answered, refused });
  send({ id: last, method, params });
});
const at = position => ({ textDocument: { uri }, position: { line: position.lineNumber - 1, character: position.column - 1 } });
const rangeOf = ({ start, end }) => new monaco.Range(start.line + 1, start.character + 1, end.line + 1, end.character + 1);

socket.onmessage = ({ data }) => {
  const message = JSON.parse(data);
  if (message.method === 'textDocument/publishDiagnostics') {
    monaco.editor.setModelMarkers(model, 'snnc', message.params.diagnostics.map(({ range, severity, message: text, code }) => {
      const { startLineNumber, startColumn, endLineNumber, endColumn } = rangeOf(range);
      return { startLineNumber, startColumn, endLineNumber, endColumn, severity: Severity[severity], message: text, code: String(code) };
    }));
  } else if (message.method !== undefined && message.id !== undefined) {
    send({ id: message.id, result: null });
  } else if (message.id !== undefined) {
    const { answered, refused } = waiting.get(message.id);
    waiting.delete(message.id);
    message.error ? refused(new Error(message.error.message)) : answered(message.result);
  }
};

socket.onopen = async () => {
  const capabilities = { textDocument: { publishDiagnostics: {}, hover: { contentFormat: ['markdown'] }, completion: { completionItem: { snippetSupport: true } } } };
  const server = await ask('initialize', { processId: null, rootUri: null, capabilities });
  notify('initialized', {});
  notify('textDocument/didOpen', { textDocument: { uri, languageId: 'snn', version: model.getVersionId(), text: model.getValue() } });
  model.onDidChangeContent(({ changes, versionId }) => notify('textDocument/didChange', {
    textDocument: { uri, version: versionId },
    contentChanges: changes.map(({ range, text: inserted }) => ({
      range: { start: { line: range.startLineNumber - 1, character: range.startColumn - 1 }, end: { line: range.endLineNumber - 1, character: range.endColumn - 1 } },
      text: inserted,
    })),
  }));
  monaco.languages.registerHoverProvider('snn', {
    provideHover: async (_, position) => {
      const hover = await ask('textDocument/hover', at(position));
      return hover && { contents: [{ value: hover.contents.value }] };
    },
  });
  monaco.languages.registerCompletionItemProvider('snn', {
    provideCompletionItems: async (_, position) => {
      const list = await ask('textDocument/completion', at(position));
      const word = model.getWordUntilPosition(position);
      const range = new monaco.Range(position.lineNumber, word.startColumn, position.lineNumber, word.endColumn);
      const suggestions = (list?.items ?? list ?? []).map(item => ({ label: item.label, kind: (item.kind ?? 1) - 1, insertText: item.insertText ?? item.label, range }));
      return { suggestions };
    },
  });
  window.test = { editor, model, monaco, capabilities: server.capabilities, markers: () => monaco.editor.getModelMarkers({ resource: model.uri }) };
};
