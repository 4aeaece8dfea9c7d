package dev.nearside.browser.page;
import org.teavm.jso.*;
public final class PageMain {
  public static void main(String[] a) { log("hällo"); }
  @JSBody(params="s", script="console.log(s); return s.length;") static native int log(String s);
  @JSExport public static int twice(int x) { return 2*x + log("x"); }
}
