-- Drives the language server from Neovim (0.7 or later) without a screen: opens the note named in CASENOTES_NOTE, waits
-- for its diagnostics, asks for hover and code actions on CASENOTES_LINE (from 0), and prints all three as JSON.
local server = { vim.env.CASENOTES_NODE, vim.env.CASENOTES_SERVER, '--stdio' }
local function finish(result)
  io.stdout:write('RESULT ' .. vim.json.encode(result) .. '\n')
  vim.cmd('qall!')
end

vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.CASENOTES_NOTE))
local buffer = vim.api.nvim_get_current_buf()
local client_id = vim.lsp.start_client({
  name = 'casenotes',
  cmd = server,
  root_dir = vim.fn.getcwd(),
  init_options = { today = vim.env.CASENOTES_TODAY },
})
vim.lsp.buf_attach_client(buffer, client_id)

local came = vim.wait(30000, function()
  return #vim.diagnostic.get(buffer) > 0
end, 50)
if not came then
  finish({ error = 'no diagnostics' })
end

local diagnostics = {}
for _, d in ipairs(vim.diagnostic.get(buffer)) do
  local lsp = d.user_data and d.user_data.lsp or {}
  table.insert(diagnostics, tostring(d.code or lsp.code or '') .. ': ' .. d.message)
end

local line = tonumber(vim.env.CASENOTES_LINE)
local document = vim.lsp.util.make_text_document_params(buffer)
local position = { line = line, character = 45 }
local function ask(method, params)
  local replies = vim.lsp.buf_request_sync(buffer, method, params, 10000) or {}
  local reply = replies[client_id] or {}
  return reply.result
end
local hover = ask('textDocument/hover', { textDocument = document, position = position })
local actions = ask('textDocument/codeAction', {
  textDocument = document,
  range = { start = { line = line, character = 0 }, ['end'] = { line = line, character = 60 } },
  context = { diagnostics = {} },
})
local titles = {}
for _, action in ipairs(actions or {}) do
  table.insert(titles, action.title)
end
finish({ diagnostics = diagnostics, hover = hover and hover.contents and (hover.contents.value or '') or '', actions = titles })
