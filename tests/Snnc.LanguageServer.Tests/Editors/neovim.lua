-- Opens a program in Neovim with `snnc lsp` as its client's server, runs the steps of a test, and writes what they return as JSON.
-- The environment names the files: SNNC_DLL, SNNC_PROGRAM, SNNC_STEPS, SNNC_RESULT.
local function patient(what, condition)
    if not vim.wait(60000, condition, 20) then
        error('no ' .. what)
    end
end

local function run()
    vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.SNNC_PROGRAM))
    local buffer = vim.api.nvim_get_current_buf()
    local id = vim.lsp.start_client({
        cmd = { 'dotnet', vim.env.SNNC_DLL, 'lsp' },
        root_dir = vim.fn.fnamemodify(vim.env.SNNC_PROGRAM, ':h'),
    })
    local client
    patient('client', function()
        client = vim.lsp.get_client_by_id(id)
        return client and client.initialized
    end)
    vim.lsp.buf_attach_client(buffer, id)

    local editor = { buffer = buffer, client = client }

    -- What Neovim shows, as soon as it is so many diagnostics.
    function editor.diagnostics(count)
        patient(count .. ' diagnostics', function() return #vim.diagnostic.get(buffer) == count end)
        return vim.diagnostic.get(buffer)
    end

    function editor.lines()
        return vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
    end

    -- The place of a text, or one behind its beginning, as a request takes it.
    function editor.at(text, behind)
        for row, line in ipairs(editor.lines()) do
            local column = line:find(text, 1, true)
            if column then
                local character = vim.str_utfindex(line, column - 1 + (behind or 0))
                local _, utf16 = vim.str_utfindex(line, column - 1 + (behind or 0))
                return { line = row - 1, character = utf16 or character }
            end
        end
        error('there is no ' .. text)
    end

    function editor.request(method, fields)
        local parameters = vim.tbl_extend('force', { textDocument = vim.lsp.util.make_text_document_params(buffer) }, fields or {})
        local answers = vim.lsp.buf_request_sync(buffer, method, parameters, 60000)
        local answer = answers and answers[id] or error(method .. ' has no answer')
        if answer.err or answer.error then
            error(method .. ': ' .. vim.inspect(answer.err or answer.error))
        end
        return answer.result
    end

    function editor.apply(edits)
        vim.lsp.util.apply_text_edits(edits, buffer, client.offset_encoding)
    end

    local result = dofile(vim.env.SNNC_STEPS)(editor)
    vim.lsp.stop_client(id)
    return result
end

local ok, result = pcall(run)
vim.fn.writefile({ vim.fn.json_encode(ok and { result = result } or { error = tostring(result) }) }, vim.env.SNNC_RESULT)
vim.cmd('qa!')
