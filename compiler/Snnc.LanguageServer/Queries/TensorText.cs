using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Semantics.Names;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Tensors;

namespace Snnc.LanguageServer.Queries;

/// <summary>Files of tensors in words.</summary>
internal sealed class TensorText(ProgramView view, ITensorResolver tensors)
{
    private const int MostTensors = 24;

    /// <summary>A <c>weights</c> declaration, a tensor of a file, or the file.</summary>
    public string? Of(NameSymbol symbol) => symbol.Kind switch
    {
        NameKind.Tensor => OfTensor(symbol),
        NameKind.Weights => OfFile(((WeightsSyntax)symbol.Syntax!).Path.StringValue),
        _ when symbol.Syntax is UseSyntax => OfProgram(symbol),
        _ => OfFile(symbol.Name),
    };

    /// <summary>The file that a container names: the path of <c>weights</c>, or the file itself.</summary>
    public static string FileOf(NameSymbol container) =>
        container.Syntax is WeightsSyntax weights ? weights.Path.StringValue : container.Name;

    /// <summary>A tensor's type and shape: <c>float32 [128, 784]</c>.</summary>
    public static string TypeOf(TensorInfo tensor) => $"{tensor.DType.ToString().ToLowerInvariant()} {tensor.Shape}";

    private string OfTensor(NameSymbol symbol)
    {
        var file = FileOf(symbol.Owner!);
        var info = ProgramView.TensorsOf(tensors, view.Text.Path, file)?.FirstOrDefault(tensor => tensor.Key == symbol.Name);
        return info is null ? $"`{symbol.Name}` of \"{file}\", which has no such tensor" : $"`{symbol.Name}`: {TypeOf(info)}, of \"{file}\"";
    }

    private string OfFile(string file)
    {
        if (ProgramView.TensorsOf(tensors, view.Text.Path, file) is not { } held)
        {
            return $"\"{file}\", which cannot be read";
        }

        var more = held.Count > MostTensors ? $"\n- and {held.Count - MostTensors} more" : "";
        return Markdown.Join(
            $"\"{file}\": {held.Count} tensors, {Quantity.Count(held.Sum(tensor => tensor.Shape.Size))} numbers",
            Markdown.List(held.Take(MostTensors).Select(tensor => $"`{tensor.Key}`: {TypeOf(tensor)}")) + more);
    }

    private static string? OfProgram(NameSymbol symbol) => symbol.At is null ? null : $"\"{symbol.Name}\": {symbol.At.Path}";
}
