using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Import.Layers;
using Snnc.Tensors.Hdf5;

namespace Snnc.Import.Keras;

/// <summary>
/// Imports the models that Keras 2 saves as HDF5: sequential and functional ones, channels last. In the program channels come first.
/// </summary>
internal sealed class KerasImporter
{
    private const int MostNamed = 20;

    private readonly Hdf5Group _root;
    private readonly FrameNetwork _network = new();
    private readonly Dictionary<string, KerasValue?> _values = [];
    private readonly Dictionary<string, int> _readers = [];
    private readonly List<string> _readings = [];
    private readonly List<string> _problems = [];

    private KerasImporter(Hdf5Group root) => _root = root;

    /// <summary>Imports a file.</summary>
    /// <exception cref="ImportException">It cannot be imported: all layers that the language has no words for, or what else is open.</exception>
    /// <exception cref="TensorFormatException">The file cannot be read.</exception>
    public static ImportedNetwork Import(string path, ImportOptions options)
    {
        var root = Hdf5File.Open(path);
        return root.Attributes.TryGetValue("model_config", out var config) && config.Kind == Hdf5Kind.Text && config.ReadTexts() is [var text, ..]
            ? Import(text, root, options)
            : throw new ImportException("the file holds no model, only weights or something else", "save the whole model with model.save");
    }

    /// <summary>Imports a model of this configuration with the weights of a file.</summary>
    /// <exception cref="ImportException">It cannot be imported.</exception>
    public static ImportedNetwork Import(string configuration, Hdf5Group root, ImportOptions options)
    {
        try
        {
            return new KerasImporter(root).Import(KerasConfig.Parse(configuration), options);
        }
        catch (LayerException e)
        {
            throw new ImportException(e.Message);
        }
    }

    private ImportedNetwork Import(KerasConfig model, ImportOptions options)
    {
        var outputs = model.Text("class_name") switch
        {
            "Sequential" => Sequence(model),
            "Model" or "Functional" => Functional(model.Object("config")),
            var other => throw new ImportException($"a model of the class '{other}' cannot be imported", "save a sequential or functional model"),
        };
        if (_problems.Count > 0)
        {
            throw Unsupported();
        }

        foreach (var name in outputs)
        {
            _network.Output(name, Result(name));
        }

        return LayerWriter.Write(_network, options, $"Imported from a model of Keras{Version()}.", _readings);
    }

    private string Version() =>
        _root.Attributes.TryGetValue("keras_version", out var version) && version.Kind == Hdf5Kind.Text && version.ReadTexts() is [var text, ..]
            ? " " + text : "";

    private ImportException Unsupported()
    {
        var more = _problems.Count > MostNamed ? $"; and {_problems.Count - MostNamed} more" : "";
        var what = _problems.Count == 1 ? "a layer has no counterpart" : $"{_problems.Count} layers have no counterpart";
        return new ImportException(
            $"{what}: {string.Join("; ", _problems.Take(MostNamed))}{more}",
            "build the model without them; the layers that can be imported are listed in keras.md");
    }

    // Each layer reads the one before; the first may say the shape of the input.
    private List<string> Sequence(KerasConfig model)
    {
        var layers = model.IsList("config") ? model.Objects("config") : model.Object("config").Objects("layers");
        string? last = null;
        foreach (var layer in layers)
        {
            var (kind, config) = (layer.Text("class_name"), layer.Object("config"));
            if (last is null)
            {
                last = kind == "InputLayer" ? config.Text("name") : "input";
                var given = config.Extents("batch_input_shape")
                    ?? (model.IsList("config") ? null : model.Object("config").Extents("build_input_shape"));
                _values[last] = Input(last, given);
                if (kind == "InputLayer")
                {
                    continue;
                }
            }

            var name = config.Text("name");
            Add(name, kind, config, [last]);
            last = name;
        }

        return [last ?? throw new LayerException("the model has no layers")];
    }

    private List<string> Functional(KerasConfig model)
    {
        var layers = model.Objects("layers");
        var outputs = model.References("output_layers");
        foreach (var name in layers.SelectMany(layer => layer.Inbound()).SelectMany(names => names).Concat(outputs))
        {
            _readers[name] = _readers.GetValueOrDefault(name) + 1;
        }

        foreach (var layer in layers)
        {
            var (kind, config, name) = (layer.Text("class_name"), layer.Object("config"), layer.Text("name"));
            var uses = layer.Inbound();
            if (kind == "InputLayer")
            {
                _values[name] = Input(name, config.Extents("batch_input_shape"));
            }
            else if (uses.Count == 1)
            {
                Add(name, kind, config, uses[0]);
            }
            else
            {
                _problems.Add($"'{name}' ({kind}): it is used {uses.Count} times");
                _values[name] = null;
            }
        }

        return [.. outputs];
    }

    private KerasValue Input(string name, IReadOnlyList<long?>? given)
    {
        if (given is null || given.Count < 2 || given.Skip(1).Any(extent => extent is null or < 1 or > int.MaxValue))
        {
            throw new ImportException($"the shape of the input '{name}' is open", "build the model with a fixed shape of its inputs");
        }

        var shape = Shape.Of(given.Skip(1).Select(extent => (int)extent!.Value));
        var first = KerasValue.ChannelsFirst(shape);
        if (first != shape && shape.Count(extent => extent > 1) > 1)
        {
            _readings.Add(shape[^1] == 1
                ? $"the input '{name}' is {first}, channels first; images of Keras's shape {shape} feed it without their last axis"
                : $"the input '{name}' is {first}, channels first; data of Keras's shape {shape} must be transposed");
        }

        return new KerasValue(_network.Input(name, first), shape, _readers.GetValueOrDefault(name) > 1);
    }

    // A layer that fails is told of, and what depends on it is passed over.
    private void Add(string name, string kind, KerasConfig config, IReadOnlyList<string> sources)
    {
        _values[name] = null;
        try
        {
            var inputs = sources.Select(Source).ToList();
            if (!KerasOperators.IsImported(kind))
            {
                throw new LayerException("cannot be imported");
            }

            if (inputs.OfType<KerasValue>().Count() < inputs.Count)
            {
                return;
            }

            var before = _network.Layers.Count;
            var result = KerasOperators.Apply(new KerasLayer(kind, config, [.. inputs.OfType<KerasValue>()], WeightsOf(name), _network));
            foreach (var layer in _network.Layers.Skip(before))
            {
                layer.Name ??= name;
            }

            var isPassed = inputs.Any(input => input!.IsShared && input.Layer == result.Layer);
            _values[name] = result with { IsShared = isPassed || _readers.GetValueOrDefault(name) > 1 };
        }
        catch (LayerException e)
        {
            _problems.Add($"'{name}' ({kind}): {e.Message}");
        }
    }

    private KerasValue? Source(string name) =>
        _values.TryGetValue(name, out var value) ? value : throw new LayerException($"there is no layer '{name}' before it");

    private Hdf5Group? WeightsOf(string layer) =>
        (_root.TryFind($"model_weights/{layer}", out var found) || _root.TryFind(layer, out found)) && found is Hdf5Group group ? group : null;

    private Layer Result(string name)
    {
        var value = _values.TryGetValue(name, out var found) ? found : null;
        return value is null ? throw new LayerException($"there is no layer '{name}' for the output")
            : new KerasLayer("", KerasConfig.Parse("{}"), [value], null, _network).X.Layer;
    }
}
