package dev.nearside.browser.api;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** Turns whatever shows a picture into its pixels. */
final class Pictures {
    private Pictures() {}

    /**
     * The pixels of a canvas, ImageData, ImageBitmap, Blob or img element.
     *
     * @param most longest side in pixels; a larger picture is scaled down
     * @return {@code {width, height, data}}, RGBA with straight alpha, 8 bits a channel; rejected with code
     *     {@code invalid_input} if there is no picture in it
     */
    @JSBody(
            params = {"source", "most"},
            script = "function fail(text) {"
                    + "  var e = new Error(text); e.name = 'InvalidInput'; e.code = 'invalid_input'; throw e;"
                    + "}"
                    + "function plain(image) { return {width: image.width, height: image.height, data: image.data}; }"
                    + "function draw(image, width, height) {"
                    + "  if (!(width > 0 && height > 0)) { fail('the picture is empty'); }"
                    + "  var scale = Math.min(1, most / Math.max(width, height));"
                    + "  var w = Math.max(1, Math.round(width * scale)), h = Math.max(1, Math.round(height * scale));"
                    + "  var canvas = new OffscreenCanvas(w, h);"
                    + "  var context = canvas.getContext('2d', {willReadFrequently: true});"
                    + "  context.imageSmoothingQuality = 'high';"
                    + "  context.drawImage(image, 0, 0, w, h);"
                    + "  return plain(context.getImageData(0, 0, w, h));"
                    + "}"
                    + "return Promise.resolve().then(function() {"
                    + "  if (source instanceof ImageData) { return plain(source); }"
                    + "  if (source instanceof Blob) {"
                    + "    return createImageBitmap(source).then(function(bitmap) {"
                    + "      try { return draw(bitmap, bitmap.width, bitmap.height); } finally { bitmap.close(); }"
                    + "    }, function() {"
                    + "      fail('this file is no picture that the browser can read'"
                    + "        + (source.type ? ' (it says it is ' + source.type + ')' : '') + '; use PNG, JPEG or WebP');"
                    + "    });"
                    + "  }"
                    + "  if (typeof HTMLImageElement !== 'undefined' && source instanceof HTMLImageElement) {"
                    + "    return source.decode().then(function() {"
                    + "      return draw(source, source.naturalWidth, source.naturalHeight);"
                    + "    }, function() { fail('the img element shows no picture'); });"
                    + "  }"
                    + "  if (typeof HTMLCanvasElement !== 'undefined' && source instanceof HTMLCanvasElement"
                    + "      || source instanceof ImageBitmap || source instanceof OffscreenCanvas) {"
                    + "    return draw(source, source.width, source.height);"
                    + "  }"
                    + "  fail('a picture is a canvas, ImageData, ImageBitmap, Blob or img element');"
                    + "});")
    static native JSPromise<JSObject> pixels(JSObject source, int most);
}
