using System.Collections.Generic;
using System.Linq;
using Snnc.Import.Writing;
using Snnc.Tensors;

namespace Snnc.Conversion.Building;

/// <summary>The new network in parts, before it is text.</summary>
internal sealed class SpikingNetwork(string name, int steps)
{
    private const string Weights = "w";

    private readonly List<Element> _elements = [];
    private readonly List<(string Id, string Type)> _inputs = [];
    private readonly List<(string Id, string Expression)> _outputs = [];
    private readonly List<NamedArray> _arrays = [];

    /// <summary>Gets the steps of an inference.</summary>
    public int Steps { get; } = steps;

    /// <summary>Gets the lines of the comment that the file begins with.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Gets the neuron models that the file holds.</summary>
    public List<string> Models { get; } = [];

    /// <summary>Gets the tensors.</summary>
    public IReadOnlyList<NamedArray> Arrays => _arrays;

    /// <summary>Adds an input.</summary>
    public void AddInput(string id, string type) => _inputs.Add((id, type));

    /// <summary>Adds an output.</summary>
    public void AddOutput(string id, string expression) => _outputs.Add((id, expression));

    /// <summary>Adds a tensor.</summary>
    /// <returns>How the program refers to it, where not by its node's name.</returns>
    public string AddArray(NamedArray array)
    {
        _arrays.Add(array);
        return $"{Weights}[\"{array.Key}\"]";
    }

    /// <summary>Adds a node.</summary>
    /// <returns>Its name.</returns>
    public string Add(string label, string op, IReadOnlyList<string> arguments, IReadOnlyList<string> from, bool isNamed = false)
    {
        _elements.Add(new Element(label, op, arguments, from, isNamed));
        return label;
    }

    /// <summary>The program.</summary>
    /// <param name="weightsFile">The file of its tensors, relative to it.</param>
    /// <param name="probes">Outputs besides its own.</param>
    public string ToText(string weightsFile, IEnumerable<(string Id, string Expression)> probes)
    {
        var text = new NetworkText(name);
        Notes.ForEach(text.Note);
        Models.ForEach(text.Model);
        text.Time(null, Steps);
        if (_arrays.Count > 0)
        {
            text.Weights(Weights, weightsFile);
        }

        _inputs.ForEach(input => text.Input(input.Id, input.Type));
        Chains().ToList().ForEach(chain => text.Chain(chain));
        _outputs.Concat(probes).ToList().ForEach(output => text.Output(output.Id, output.Expression));
        return text.ToString();
    }

    // An element follows in the chain of the one before it, if that alone leads to it.
    private IEnumerable<List<string>> Chains()
    {
        var referred = Referred();
        List<string> chain = [];
        for (var i = 0; i < _elements.Count; i++)
        {
            var element = _elements[i];
            if (!Follows(i))
            {
                if (chain.Count > 0)
                {
                    yield return chain;
                }

                chain = [element.From.Count == 1 ? element.From[0] : $"({string.Join(", ", element.From)})"];
            }

            var label = element.IsNamed || referred.Contains(element.Label) ? element.Label : null;
            chain.Add(NetworkText.Element(label, element.Op, element.Arguments));
        }

        yield return chain;
    }

    private bool Follows(int i) => i > 0 && _elements[i].From.Count == 1 && _elements[i].From[0] == _elements[i - 1].Label;

    private HashSet<string> Referred() =>
    [
        .. _elements.SelectMany((element, i) => Follows(i) ? [] : element.From).Select(from => from.Split('.')[0]),
        .. _outputs.SelectMany(output => output.Expression.Split('(', ')', '.')),
    ];
}
