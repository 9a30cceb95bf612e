using System;

namespace Snnc.Import.Layers;

/// <summary>A layer cannot be said in the language; the message goes on after the layer's name, starts in lower case and has no full stop.</summary>
internal sealed class LayerException(string message) : Exception(message);
