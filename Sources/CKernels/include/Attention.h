// The loops of a transformer of small windows, one implementation for each instruction set.
//
// Activations are [F, N, 16]: F features of N tokens of 16 windows, which lie side by side, a window a lane. A "row" is
// the distance between the rows of two features in floats. Whatever happens to a window happens in its own lane: sums over
// features, tokens and keys go vector by vector, and which lane a window is in, or which others are beside it, changes no
// bit of it. Only gradients of parameters add lanes up, always in the same tree: half to half, and so on.
//
// Parameter gradients are accumulated by the `accumulate` flag; activation gradients are assigned unless said otherwise.
#ifndef CKERNELS_ATTENTION_H
#define CKERNELS_ATTENTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

struct FKDropout;

/// Windows that run through a transformer side by side.
#define FK_LANES 16

/// One normalisation of every token over its features (Ba et al. 2016): n = (x - mean) / sqrt(variance + epsilon).
typedef struct {
    ptrdiff_t features, tokens;
    float epsilon;
    /// What is normalised, and the distance between its rows; also that of `normalized`.
    const float *_Nullable x;
    ptrdiff_t row;
    /// Gain and bias of each feature: y = gain * n + bias.
    const float *_Nullable gain;
    const float *_Nullable bias;
    /// Multiplies y, rows `y_row` apart; NULL for none.
    const float *_Nullable mask;
    /// n, and 1 / sqrt(variance + epsilon) as [N, 16]: what the backward pass reads; NULL where there is none.
    float *_Nullable normalized;
    float *_Nullable inverse_deviation;
    float *_Nullable y;
    ptrdiff_t y_row;
    /// Backward: the gradient of y, rows `y_row` apart; that of x is added to `dx`, rows `row` apart.
    const float *_Nullable dy;
    float *_Nullable dx;
    /// Backward: room for [2, F, 16].
    float *_Nullable sums;
    /// Backward: the gradients of gain and bias.
    float *_Nullable gain_gradient;
    float *_Nullable bias_gradient;
    bool accumulate;
} FKLayerNorm;

/// Attention of every token to every token, in heads of E features: P = softmax(scale * Q K^T), O = P V.
typedef struct {
    ptrdiff_t heads, head_size, tokens;
    float scale;
    /// Q, K, V and O, features of the first head first, rows `row` apart; and their gradients.
    ptrdiff_t row;
    const float *_Nullable queries;
    const float *_Nullable keys;
    const float *_Nullable values;
    float *_Nullable outputs;
    const float *_Nullable output_gradients;
    float *_Nullable query_gradients;
    float *_Nullable key_gradients;
    float *_Nullable value_gradients;
    /// P as [heads, N, N, 16], queries before keys. Without `keeps_weights` every head writes it over the last one's.
    float *_Nullable weights;
    bool keeps_weights;
    /// Backward: room for [N, N, 16].
    float *_Nullable scratch;
} FKAttention;

/// The transformer kernels of one instruction set.
typedef struct {
    void (*layer_norm)(const FKLayerNorm *norm);
    void (*layer_norm_backward)(const FKLayerNorm *norm);
    void (*attention)(const FKAttention *attention);
    void (*attention_backward)(const FKAttention *attention);

    /// y = x F(x), F the normal distribution (Hendrycks & Gimpel 2016, the exact form); over `count` floats. Unless
    /// `mask` is NULL, it multiplies y; with `derivative`, x becomes dy/dx. Of |x| <= 8, y is within 4e-7 and dy/dx
    /// within 2e-7.
    void (*gelu)(ptrdiff_t count, float *y, float *x, const float *_Nullable mask, bool derivative);

    /// x[f, n] = positions[n * features + f] + vectors[f], the latter [F, 16]; NULL for none.
    void (*token_start)(ptrdiff_t features, ptrdiff_t tokens, float *x, ptrdiff_t row, const float *positions,
                        const float *_Nullable vectors);
    /// The way back: sums over lanes into position_gradients[n * features + f], and over tokens into vectors, [F, 16].
    void (*token_start_backward)(ptrdiff_t features, ptrdiff_t tokens, const float *dx, ptrdiff_t row,
                                 float *position_gradients, bool accumulate, float *_Nullable vectors);

    /// Writes x as panels of FK_PANEL_WIDTH features, `depth` rows deep, of which row n * 16 + lane has the features of
    /// that token and window: the right-hand side of a product over tokens and windows. Features of the last panel that
    /// there are not are left alone, but for those up to a multiple of FK_COLUMN_MULTIPLE, which become zero.
    void (*lane_transpose)(ptrdiff_t features, ptrdiff_t tokens, const float *x, ptrdiff_t row, float *panels,
                           ptrdiff_t depth);

    /// sums[f] (+)= the sum of row f over tokens and lanes.
    void (*row_sums)(ptrdiff_t features, ptrdiff_t tokens, const float *x, ptrdiff_t row, float *sums, bool accumulate);

    /// Masks of 16 windows at once, as [count, 16]: element i of lane l takes half i % 2, the low one first, of word
    /// i / 2 % 4 of counter i / 8 of the stream whose window (counter[0] of `dropout`) is windows[l]. It is dropped below
    /// the high half of the threshold.
    void (*lane_dropout_mask)(ptrdiff_t count, float *mask, const uint32_t *windows, const struct FKDropout *dropout);
} FKAttentionKernels;

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#endif
