package dev.nearside.browser.engine;
import org.teavm.jso.*;
public final class WorkerMain {
  public static void main(String[] a) { log("hällo"); }
  @JSBody(params="s", script="console.log(s);") static native void log(String s);
}
