using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>What all networks of a compilation share: diagnostics, constants and models that are bound once.</summary>
internal sealed class ProgramContext(DiagnosticBag bag, ITensorResolver tensors)
{
    private readonly Dictionary<ProgramFile, FileConstants> _constants = [];
    private readonly Dictionary<(string Path, int Start), BoundModel> _models = [];

    /// <summary>Gets where findings go.</summary>
    public DiagnosticBag Bag { get; } = bag;

    /// <summary>Gets what opens containers.</summary>
    public ITensorResolver Tensors { get; } = tensors;

    /// <summary>The constants that are visible in a file.</summary>
    public FileConstants ConstantsOf(ProgramFile file)
    {
        if (!_constants.TryGetValue(file, out var constants))
        {
            constants = new FileConstants(file, this);
            _constants.Add(file, constants);
        }

        return constants;
    }

    /// <summary>The model that a definition declares.</summary>
    public BoundModel Model(Definition definition)
    {
        var syntax = (NeuronSyntax)definition.Syntax;
        var key = (definition.File.Tree.Text.Path, syntax.Span.Start);
        if (!_models.TryGetValue(key, out var model))
        {
            model = ModelBinder.Bind(syntax, definition.File.Tree.Text, ConstantsOf(definition.File).All(), Bag);
            _models.Add(key, model);
        }

        return model;
    }

    /// <summary>Binds every constant and model of a file, so that errors in unused ones are found too.</summary>
    public void BindAll(ProgramFile file)
    {
        ConstantsOf(file).All();
        foreach (var definition in file.Own.Where(definition => definition.Syntax is NeuronSyntax))
        {
            Model(definition);
        }
    }
}
