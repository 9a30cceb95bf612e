using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Shouldly;
using Snnc.LanguageServer.Tests.Clients;
using Snnc.Tests;
using Xunit;

namespace Snnc.LanguageServer.Tests.Editors;

/// <summary>The server behind a real editor.</summary>
public sealed class NeovimTests : IDisposable
{
    private const string Program = """
        // 😀 A small network.
        network Net {
            time { step = 1 ms; steps = 3; }
            input x: frame[4];
            x -> encode.constant -> h: lif(tau = 10 ms);
            output y: spikes[4] = h;
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [NeovimFact]
    public void Error_IsShown_AndGoesWhenItIsMended()
    {
        var result = NeovimRun.Of(_folder, Program.Replace("lif(", "liff("), """
            local before = editor.diagnostics(1)
            local at = editor.at('liff')
            vim.api.nvim_buf_set_text(editor.buffer, at.line, at.character, at.line, at.character + 4, { 'lif' })
            return { before = before, after = #editor.diagnostics(0) }
            """);

        var found = result.GetProperty("before")[0];
        found.GetProperty("lnum").GetInt32().ShouldBe(4);
        found.GetProperty("col").GetInt32().ShouldBe(31);
        found.GetProperty("end_col").GetInt32().ShouldBe(35);
        found.GetProperty("code").GetString().ShouldBe("SNN0201");
        found.GetProperty("message").GetString().ShouldNotBeNull().ShouldContain("did you mean 'lif'?");
        result.GetProperty("after").GetInt32().ShouldBe(0);
    }

    [NeovimFact]
    public void Error_BehindASurrogatePair_IsAtItsPlace_AndIsMended()
    {
        var result = NeovimRun.Of(_folder, Program.Replace("x -> encode", "/* 😀 */ x -> encode").Replace("lif(", "liff("), """
            local before = editor.diagnostics(1)[1]
            local line = editor.lines()[before.lnum + 1]
            local word = line:sub(before.col + 1, before.end_col)
            vim.api.nvim_buf_set_text(editor.buffer, before.lnum, before.col, before.lnum, before.end_col, { 'lif' })
            return { word = word, after = #editor.diagnostics(0) }
            """);

        result.GetProperty("word").GetString().ShouldBe("liff");
        result.GetProperty("after").GetInt32().ShouldBe(0);
    }

    [NeovimFact]
    public void Formatting_GivesTheCanonicalForm()
    {
        var result = NeovimRun.Of(_folder, "network Net{input x:frame[4];   output y=x;}\n", """
            editor.diagnostics(0)
            if vim.lsp.buf.format then
                vim.lsp.buf.format({ timeout_ms = 60000 })
            else
                vim.lsp.buf.formatting_sync(nil, 60000)
            end
            return editor.lines()
            """);

        result.EnumerateArray().Select(line => line.GetString()).ShouldBe(["network Net { input x: frame[4]; output y = x; }"]);
    }

    [NeovimFact]
    public void Hover_TellsTheEquationsOfAModel()
    {
        var result = NeovimRun.Of(_folder, Program, """
            return editor.request('textDocument/hover', { position = editor.at('lif(', 1) })
            """);

        var text = result.GetProperty("contents").GetProperty("value").GetString().ShouldNotBeNull();
        text.ShouldContain("v' =");
        text.ShouldContain("threshold");
    }

    [NeovimFact]
    public void Completion_OfHalfTypedText_OffersWhatFits()
    {
        var result = NeovimRun.Of(_folder, Program.Replace("lif(tau = 10 ms);", "li"), """
            return editor.request('textDocument/completion', { position = editor.at('h: li', 5) })
            """);

        var items = result.TryGetProperty("items", out var list) ? list : result;
        items.EnumerateArray().Select(item => item.GetProperty("label").GetString()).ShouldContain("lif");
    }

    [NeovimFact]
    public void Definition_LeadsToANode_AndIntoThePrelude()
    {
        var result = NeovimRun.Of(_folder, Program, """
            local node = editor.request('textDocument/definition', { position = editor.at('= h;', 2) })
            local model = editor.request('textDocument/definition', { position = editor.at('lif(', 1) })
            local place = vim.tbl_islist(model) and model[1] or model
            vim.lsp.util.jump_to_location(place, editor.client.offset_encoding)
            return { node = node, line = vim.api.nvim_get_current_line(), file = vim.fn.expand('%:t') }
            """);

        var node = result.GetProperty("node") is { ValueKind: JsonValueKind.Array } all ? all[0] : result.GetProperty("node");
        node.GetProperty("range").GetProperty("start").GetProperty("line").GetInt32().ShouldBe(4);
        result.GetProperty("file").GetString().ShouldBe("prelude.snn");
        result.GetProperty("line").GetString().ShouldNotBeNull().ShouldContain("neuron lif ");
    }

    [NeovimFact]
    public void Rename_ChangesEveryPlace()
    {
        var result = NeovimRun.Of(_folder, Program, """
            local edit = editor.request('textDocument/rename', { position = editor.at('h: lif'), newName = 'hidden' })
            vim.lsp.util.apply_workspace_edit(edit, editor.client.offset_encoding)
            return { lines = editor.lines(), errors = #editor.diagnostics(0) }
            """);

        string.Join('\n', result.GetProperty("lines").EnumerateArray().Select(line => line.GetString()))
            .ShouldBe(Program.Replace("h: lif", "hidden: lif").Replace("= h;", "= hidden;").ReplaceLineEndings("\n"));
    }

    [NeovimFact]
    public void QuickFix_MendsAnError()
    {
        var result = NeovimRun.Of(_folder, Program.Replace("lif(", "liff("), """
            editor.diagnostics(1)
            local at = editor.at('liff')
            local range = { start = at, ['end'] = { line = at.line, character = at.character + 4 } }
            local actions = editor.request('textDocument/codeAction', { range = range, context = { diagnostics = {} } })
            vim.lsp.util.apply_workspace_edit(actions[1].edit, editor.client.offset_encoding)
            editor.diagnostics(0)
            return editor.lines()
            """);

        result[4].GetString().ShouldNotBeNull().ShouldContain("h: lif(tau");
    }

    [NeovimFact]
    public void Configuration_OfTheGuide_ShowsErrors()
    {
        var guide = File.ReadAllText(Repository.PathOf("compiler", "docs", "editor.md"));
        var init = guide[guide.IndexOf("**Neovim 0.7**", StringComparison.Ordinal)..].Split("```lua\n")[1].Split("```")[0];

        var result = NeovimRun.OfUser(_folder, init, Program.Replace("lif(", "liff("), """
            vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 20)
            vim.fn.writefile({ vim.fn.json_encode(vim.diagnostic.get(0)) }, vim.env.SNNC_RESULT)
            vim.cmd('qa!')
            """);

        result[0].GetProperty("code").GetString().ShouldBe("SNN0201");
    }

    [NeovimFact]
    public void Outline_AndHighlights_AreThere()
    {
        var result = NeovimRun.Of(_folder, Program, """
            return {
                symbols = editor.request('textDocument/documentSymbol'),
                highlights = editor.request('textDocument/documentHighlight', { position = editor.at('= h;', 2) }),
            }
            """);

        result.GetProperty("symbols")[0].GetProperty("children").EnumerateArray().Select(s => s.GetProperty("name").GetString()).ShouldBe(["time", "x", "h", "y"]);
        result.GetProperty("highlights").GetArrayLength().ShouldBe(2);
    }
}
