#!/usr/bin/env python3
"""The trained networks in PyTorch as they are usually run: a loop over the steps, without gradients.
usage: models_torch.py MODEL WEIGHTS.npz INPUTS.npy BATCH THREADS REPEATS; prints the median time of a batch in milliseconds."""
import sys, time
import numpy as np, torch
import torch.nn.functional as F

model, weights, inputs, batch, threads, repeats = sys.argv[1], sys.argv[2], sys.argv[3], *map(int, sys.argv[4:7])
torch.set_num_threads(threads)
torch.set_grad_enabled(False)
W = {k: torch.tensor(v) for k, v in np.load(weights).items()}
data = np.load(inputs)
x = torch.tensor(np.resize(data, (batch, *data.shape[1:])))

def leaky(v, current, beta):
    v = beta * v + current
    s = (v > 1).float()
    return v - s, s

def integrate(v, current):
    v = v + current
    s = (v >= 1).float()
    return v - s, s

def direct():
    image = x.flatten(1).float() / 255
    v1, v2, count = 0, 0, 0
    for _ in range(16):
        v1, s1 = leaky(v1, F.linear(image, W['fc1_weight'], W['fc1_bias']), W['lif1_beta'])
        v2, s2 = leaky(v2, F.linear(s1, W['fc2_weight'], W['fc2_bias']), W['lif2_beta'])
        count = count + s2
    return count

def rows():
    image = x.reshape(batch, 28, 28).float() / 255
    v, a, s, y = (torch.zeros(batch, n) for n in (128, 128, 128, 10))
    for t in range(28):
        current = F.linear(image[:, t], W['w_in'], W['b_in']) + F.linear(s, W['w_rec'])
        a = 0.96 * a + W['g'] * s
        v = 0.9 * v + current - a
        s = (v > 1).float()
        v = v - s
        y = 0.9 * y + F.linear(s, W['w_out'], W['b_out'])
    return y

def hybrid():
    v1, v2, total = 0, 0, 0
    for t in range(12):
        v1, s1 = leaky(v1, F.conv2d(x[:, t].float(), W['conv1_weight'], W['conv1_bias'], stride=2, padding=2), 0.8)
        v2, s2 = leaky(v2, F.conv2d(s1, W['conv2_weight'], W['conv2_bias'], stride=2, padding=1), 0.8)
        total = total + s2
    hidden = F.relu(F.linear((total / 12).flatten(1), W['fc1_weight'], W['fc1_bias']))
    return F.linear(hidden, W['fc2_weight'], W['fc2_bias'])

def nmnist():
    v, count = [0] * 5, 0
    for t in range(300):
        v[0], s = integrate(v[0], F.conv2d(x[:, t].float(), W['0.weight'], W['0.bias'], stride=2, padding=1))
        v[1], s = integrate(v[1], F.conv2d(s, W['2.weight'], W['2.bias'], padding=1))
        v[2], s = integrate(v[2], F.conv2d(4 * F.avg_pool2d(s, 2), W['5.weight'], W['5.bias'], padding=1))
        v[3], s = integrate(v[3], F.linear((4 * F.avg_pool2d(s, 2)).flatten(1), W['9.weight'], W['9.bias']))
        v[4], s = integrate(v[4], F.linear(s, W['11.weight'], W['11.bias']))
        count = count + s
    return count

run = {'mnist_snn_lif_direct': direct, 'mnist_lsnn_ahp_rows': rows, 'mnist_hybrid_convsnn_ann': hybrid, 'nmnist_cnn': nmnist}[model]
run()
times = []
for _ in range(repeats):
    start = time.perf_counter()
    run()
    times.append(time.perf_counter() - start)
print(1000 * sorted(times)[len(times) // 2])
